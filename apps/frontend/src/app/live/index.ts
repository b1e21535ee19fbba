export { PitStreamUpdates } from './pit-stream-updates';
