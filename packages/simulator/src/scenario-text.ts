/** A block of a scenario: commands, and what came of them. */
export interface ScenarioBlock {
  /** Comments and blank lines before it, as they stand. */
  readonly preface: readonly string[]
  readonly commands: readonly string[]
  /** What the file says comes of them; null when it does not say yet. */
  readonly expected: readonly string[] | null
}

export interface ScenarioText {
  readonly blocks: readonly ScenarioBlock[]
  /** Comments after the last block. */
  readonly tail: readonly string[]
}

const SEPARATOR = '----'

/**
 * Reads a scenario: blocks of command lines, a line `----`, and the output up to the next blank line. Lines that begin with `#` between blocks are
 * comments.
 */
export function parseScenario(text: string): ScenarioText {
  const lines = text.replace(/\n+$/, '').split('\n')
  const blocks: ScenarioBlock[] = []
  let at = 0
  for (;;) {
    const preface = take(lines, at, isBetween)
    at += preface.length
    if (at >= lines.length) return { blocks, tail: preface }
    const commands = take(lines, at, isCommand)
    at += commands.length
    const isAnswered = lines[at] === SEPARATOR
    if (isAnswered) at++
    const expected = isAnswered ? take(lines, at, isOutput) : null
    at += expected?.length ?? 0
    blocks.push({ preface, commands, expected })
  }
}

/** The same scenario with `outputs`, one for each block. */
export function formatScenario(scenario: ScenarioText, outputs: readonly (readonly string[])[]): string {
  const lines: string[] = []
  for (const [index, { preface, commands }] of scenario.blocks.entries()) {
    lines.push(...preface, ...commands, SEPARATOR, ...(outputs[index] ?? []))
  }
  return `${[...lines, ...scenario.tail].join('\n')}\n`
}

function take(lines: readonly string[], start: number, belongs: (line: string) => boolean): string[] {
  let end = start
  while (end < lines.length && belongs(lines[end] ?? '')) end++
  return lines.slice(start, end)
}

function isBetween(line: string): boolean {
  return line === '' || line.startsWith('#')
}

function isCommand(line: string): boolean {
  return !isBetween(line) && line !== SEPARATOR
}

function isOutput(line: string): boolean {
  return line !== ''
}
