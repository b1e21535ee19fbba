/** Streams of a camera: `main`, and `sub`, a smaller stream of the same video. */
export const PIT_STREAMS = ['main', 'sub'] as const;
export type PitStreamName = (typeof PIT_STREAMS)[number];
