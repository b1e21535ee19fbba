export { type EventStream, EventStreamRefused, openEventStream, type ReceivedEvent } from './event-stream';
export { waitFor } from './wait-for';
