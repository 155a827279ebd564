import { startServer } from '../src/index.ts'

const begun = performance.now()
const server = await startServer()
process.stdout.write(String(performance.now() - begun))
await server.stop()
