import { Seat } from './lab.ts'

/** A server in a process of its own, to be killed: tells its address, and dials server 1 at the address that it is given. */
const [address] = process.argv.slice(2)
const seat = await new Seat(2, { addressesOf: () => [address ?? ''] }).start()
process.send?.(seat.transport.address)
if (address !== undefined) seat.dial(1)
