/** Field numbers of Frame. */
export const FrameField = { messages: 1, hello: 2, welcome: 3, goodbye: 4 } as const

/** Field numbers of Message for the kinds that have an encoding of their own here, in place of the generated one. */
export const HotKind = {
  ack: 6,
  requests: 9,
  touches: 10,
  snapshotChunk: 19,
  history: 21,
  proposal: 24,
  inform: 25,
  commit: 26,
  leaderDurable: 30,
} as const
