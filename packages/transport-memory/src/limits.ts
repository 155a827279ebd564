/** This package's own limits, with the reason of each. */

/** What a pipe takes on behalf of a reader that pauses, as a kernel's socket buffers would; only what is beyond counts as queued. */
export const PIPE_BYTES = 256 << 10
/** An ended connection whose client does not take the last bytes in this time is dropped. */
export const END_MS = 2_000
/** A link over which the network carries nothing, in either direction, is closed after so long: what the keep-alive of a real one does. */
export const LINK_SILENCE_MS = 6_000
