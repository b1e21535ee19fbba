export { prewarm } from './prewarm';
export { type VideoRates, type VideoStats, videoRates } from './video-stats';
export { WhepError, type WhepErrorKind } from './whep-error';
export type { WhepAccess, WhepEnd, WhepListener, WhepOptions } from './whep-options';
export { WhepSession } from './whep-session';
