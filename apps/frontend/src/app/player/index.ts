export { closeEarlyWall } from './sessions/claim-early-session';
export { startEarlySession } from './sessions/start-early-session';
export { prewarm } from '@ppf/whep';
export type { PlaybackStats } from './transports/playback';
export { DISPLAY_STATES, type DisplayState, type PlayerView } from './state/player-view';
export { StreamTokenLoader } from './stream-token-loader';
export { StreamViewerService } from './stream-viewer-service';
export { VIEWER_LIMITS } from './state/playback-failure';
