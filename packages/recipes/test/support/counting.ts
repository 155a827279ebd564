import type { Client } from '@zabkit/client'

/** What a client asked and was told. */
export interface Counts {
  getChildren: number
  getData: number
  create: number
  multi: number
  events: number
}

/** Counts the requests of `client` from now on, and the events of its watches. */
export function counting(client: Client): Counts {
  const counts: Counts = { getChildren: 0, getData: 0, create: 0, multi: 0, events: 0 }
  const { create, getChildren, getData, multi } = client
  client.create = (...parameters) => {
    counts.create++
    return create.apply(client, parameters)
  }
  client.multi = () => {
    counts.multi++
    return multi.call(client)
  }
  client.getChildren = (path, options) => {
    counts.getChildren++
    return getChildren.call(client, path, options)
  }
  client.getData = (path, options) => {
    counts.getData++
    const watch = options?.watch
    if (watch === undefined) return getData.call(client, path, options)
    return getData.call(client, path, {
      ...options,
      watch: (event) => {
        counts.events++
        watch(event)
      },
    })
  }
  return counts
}
