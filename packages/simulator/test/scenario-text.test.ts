import { describe, expect, it } from 'vitest'
import { formatScenario, parseScenario } from '../src/scenario-text.ts'

const TEXT = '# head\n\nservers 3\nstart 1\n----\n1 starts\n  indented\n\n# between\nsettle\n----\n\nstatus\n----\n1: up\n\n# tail\n'

describe('the text of a scenario', () => {
  it('is blocks of commands with what came of them', () => {
    const { blocks, tail } = parseScenario(TEXT)
    expect(blocks.map(({ commands }) => commands)).toEqual([['servers 3', 'start 1'], ['settle'], ['status']])
    expect(blocks.map(({ expected }) => expected)).toEqual([['1 starts', '  indented'], [], ['1: up']])
    expect(blocks[1]?.preface).toEqual(['', '# between'])
    expect(tail).toEqual(['', '# tail'])
  })

  it('comes out as it went in', () => {
    const scenario = parseScenario(TEXT)
    expect(formatScenario(scenario, scenario.blocks.map(({ expected }) => expected ?? []))).toBe(TEXT)
  })

  it('needs no output at first, and gets it', () => {
    const scenario = parseScenario('servers 3\n\nstart 1\n')
    expect(scenario.blocks.map(({ expected }) => expected)).toEqual([null, null])
    expect(formatScenario(scenario, [[], ['1 starts']])).toBe('servers 3\n----\n\nstart 1\n----\n1 starts\n')
  })
})
