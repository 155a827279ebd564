import type { AddressInfo } from 'node:net'

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

/** An IPv4 client of a dual-stack socket gets its IPv4 address: limits, ACLs and logs must see one name for one machine. */
export function normaliseAddress(address: string | undefined): string {
  if (address === undefined) return ''
  if (!address.includes(':')) return address
  return MAPPED.exec(address)?.[1] ?? address
}

/** `host:port`, IPv6 in brackets. */
export function formatAddress(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

export function formatListening(address: AddressInfo | string | null): string {
  return address === null || typeof address === 'string' ? (address ?? '') : formatAddress(address.address, address.port)
}
