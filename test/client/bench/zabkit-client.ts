import { connect } from '@zabkit/client'
import type { Contestant } from './contestant.ts'

export async function zabkitClient(port: number): Promise<Contestant> {
  const client = await connect(`127.0.0.1:${port}`)
  return {
    name: '@zabkit/client',
    create: (path, data) => client.create(path, data),
    get: (path) => client.getData(path),
    set: (path, data) => client.setData(path, data),
    close: () => client.close(),
  }
}
