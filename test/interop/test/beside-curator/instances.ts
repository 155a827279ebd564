/** Every field that an instance has. */
export const FULL = {
  name: 'billing',
  id: 'b-1',
  address: '10.0.0.7',
  port: 8080,
  sslPort: 8443,
  payload: { zone: 'a', weight: 3, tags: ['x', 'y'] },
  registrationTimeUTC: 1_700_000_000_123,
  serviceType: 'DYNAMIC',
  uriSpec: '{scheme}://{address}:{ssl-port}/{name}',
  enabled: false,
}
export const FULL_SEEN = {
  ...FULL,
  uriSpec: [
    { value: 'scheme', variable: true }, { value: '://', variable: false }, { value: 'address', variable: true }, { value: ':', variable: false },
    { value: 'ssl-port', variable: true }, { value: '/', variable: false }, { value: 'name', variable: true },
  ],
  uri: 'https://10.0.0.7:8443/billing',
}
/** What may be left out is. */
export const BARE = {
  ...FULL, id: 'b-2', address: null, port: null, sslPort: null, payload: null, serviceType: 'PERMANENT', uriSpec: null, enabled: true,
}

export interface Seen {
  readonly id: string
  readonly port: number
}
