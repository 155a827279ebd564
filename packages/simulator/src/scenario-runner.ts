import { ScenarioSession } from './scenario-commands.ts'
import type { ScenarioCores } from './scenario-server.ts'
import { formatScenario, parseScenario } from './scenario-text.ts'

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
  return formatScenario(scenario, scenario.blocks.map(({ commands }) => commands.flatMap((command) => runCommand(session, command))))
}

function runCommand(session: ScenarioSession, command: string): string[] {
  try {
    return session.run(command)
  } catch (error) {
    const before = session.ensemble.trace.take()
    const last = before.slice(-40).join('\n')
    throw new ScenarioError(`${command}: ${(error as Error).message}\n${last}`, { cause: error })
  }
}
