import { ScenarioSession } from './scenario-commands.ts'
import type { ScenarioCores } from './scenario-parts.ts'
import { formatScenario, parseScenario } from './scenario-text.ts'

/** Lines of what happened before, in an error. */
const LINES_SHOWN = 60

/** A command of a scenario failed: an invariant is broken, a core threw, or the command cannot be. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError'
}

/**
 * Runs the commands of a scenario over `cores` and returns its text with what came of them now. Equal to `text` when everything happened as
 * it says.
 *
 * @throws ScenarioError naming the command, with what happened before
 */
export function runScenario(text: string, cores: ScenarioCores): string {
  const scenario = parseScenario(text)
  const session = new ScenarioSession(cores)
  const lines: string[] = []
  const run = (command: string): string[] => {
    try {
      const output = session.run(command)
      lines.push(`> ${command}`, ...output)
      return output
    } catch (error) {
      lines.push(`> ${command}`, ...session.ensemble.trace.take())
      throw new ScenarioError(`${command}: ${(error as Error).message}\n${lines.slice(-LINES_SHOWN).join('\n')}`, { cause: error })
    }
  }
  return formatScenario(scenario, scenario.blocks.map(({ commands }) => commands.flatMap(run)))
}
