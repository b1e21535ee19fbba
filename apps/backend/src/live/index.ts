export { EventStreams } from './event-streams';
export { LiveModule } from './live.module';
