export { EventStreams } from './event-streams';
export { EventsModule } from './events.module';
