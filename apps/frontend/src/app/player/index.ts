export { beginSession } from './sessions/begin-session';
export { prewarm } from '@ppf/whep';
export type { PictureFigures } from './ways/playback';
export { PLAYER_STATES, type PlayerState, type PlayerView } from './player-state';
export { StreamTokenLoader } from './stream-token-loader';
export { StreamViewerService } from './stream-viewer-service';
