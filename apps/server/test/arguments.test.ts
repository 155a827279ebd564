import { expect, it } from 'vitest'
import { parseArguments } from '../src/arguments.ts'

it.each([
  [[], { type: 'run', configPath: null }],
  [['zoo.cfg'], { type: 'run', configPath: 'zoo.cfg' }],
  [['--', '-odd.cfg'], { type: 'run', configPath: '-odd.cfg' }],
  [['--help'], { type: 'help' }],
  [['zoo.cfg', '-h'], { type: 'help' }],
  [['--version'], { type: 'version' }],
  [['--', '--version'], { type: 'run', configPath: '--version' }],
  [['--port=1'], { type: 'usage-error', message: 'unknown option --port=1' }],
  [['2181', './data'], { type: 'usage-error', message: 'one configuration file is expected, not 2: 2181 ./data' }],
  [[''], { type: 'usage-error', message: 'the name of the configuration file is empty' }],
])('%j', (words, expected) => {
  expect(parseArguments(words)).toEqual(expected)
})
