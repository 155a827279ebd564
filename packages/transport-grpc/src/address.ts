import type { AddressInfo } from 'node:net'

export interface HostPort {
  readonly host: string
  readonly port: number
}

const ADDRESS = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/

/** Of `host:port`, IPv6 in brackets. Null when it is nothing of the kind. */
export function parseAddress(address: string): HostPort | null {
  const [, bracketed, plain, digits] = ADDRESS.exec(address) ?? []
  const host = bracketed ?? plain
  const port = Number(digits)
  return host === undefined || !(port >= 1 && port <= 65_535) ? null : { host, port }
}

/** `host:port`, IPv6 in brackets. */
export function formatAddress(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

export function formatListening(address: AddressInfo | string | null): string {
  return address === null || typeof address === 'string' ? (address ?? '') : formatAddress(address.address, address.port)
}
