/** A client that stops its own process right after it has asked something. Arguments: connection string, ms of the session. Says what it is told, a line each. */
import { connect } from '@zabkit/client'

const [servers = '', sessionTimeoutMs = ''] = process.argv.slice(2)
const say = (line: string): void => void process.stdout.write(`${line}\n`)

const client = await connect(servers, { sessionTimeoutMs: Number(sessionTimeoutMs), retry: false })
client.onState(({ state, reconnected }) => say(reconnected ? 'reconnected' : state))
await client.create('/paused', '', { mode: 'ephemeral' })
await client.create('/seen', '', { mode: 'persistent' })
await client.getData('/seen', { watch: ({ type }) => say(`watch ${type}`) })

function ask(): void {
  client.getData('/seen').then(({ data }) => say(`answer ${data}`), ({ code }: { code: string }) => say(`failed ${code}`))
}

process.stdin.once('data', (then) => {
  ask()
  // The client writes at the end of the turn, this follows in the same phase: the answer cannot have been read yet.
  setImmediate(() => {
    say('stopping')
    process.kill(process.pid, 'SIGSTOP')
    if (then.toString().startsWith('ask')) ask()
  })
})
process.stdin.once('end', () => void client.close().then(() => process.exit()))
say('ready')
