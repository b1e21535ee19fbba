export { ControlApiStub } from './control-api/control-api-stub';
export { type Behavior } from './control-api/faults';
export { type EventStream, EventStreamRefused, openEventStream, type ReceivedEvent } from './event-stream';
export { waitFor } from './wait-for';
