export { prewarm } from './prewarm';
export { type VideoRates, type VideoStats, videoRates } from './video-stats';
export { WhepError, type WhepErrorKind } from './whep-error';
export {
  type WhepAccess,
  type WhepEnd,
  type WhepListener,
  type WhepOptions,
  WhepSession,
} from './whep-session';
