import { createInterface } from 'node:readline'
import { connect } from '@zabkit/client'
import { OurBarriers } from './our-barriers.ts'
import { OurData } from './our-data.ts'
import { OurPlaces } from './our-places.ts'
import { OurServices } from './our-services.ts'
import type { Request, Verbs } from './request.ts'

/** `@zabkit/recipes` as a rival: see src/rival.ts. Words: host, session timeout in ms, layout of locks. */
const [host = '', timeoutMs = '', layout = ''] = process.argv.slice(2)
const client = await connect(host, { sessionTimeoutMs: Number(timeoutMs) })
const places = new OurPlaces(client, layout === 'kazoo' ? 'kazoo' : 'curator')
const verbs: Verbs = { ...places.verbs, ...new OurBarriers(client).verbs, ...new OurData(client).verbs, ...new OurServices(client).verbs }

const say = (answer: unknown): void => void process.stdout.write(`${JSON.stringify(answer)}\n`)

async function carryOut(request: Request): Promise<void> {
  try {
    const verb = verbs[request.verb]
    if (verb === undefined) throw new TypeError(`unknown verb ${request.verb}`)
    say({ id: request.id, value: (await verb(request)) ?? null })
  } catch (error) {
    say({ id: request.id, error: error instanceof Error ? `${error.stack}` : String(error) })
  }
}

createInterface({ input: process.stdin })
  .on('line', (line) => void carryOut(JSON.parse(line) as Request))
  .on('close', () => process.exit(0))
