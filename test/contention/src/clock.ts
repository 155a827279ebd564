/** Ms of the machine's monotonic clock: one and the same for all its processes, and going on while they stand still. */
export function clockMs(): number {
  return Number(process.hrtime.bigint()) / 1e6
}
