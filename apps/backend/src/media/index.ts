export { edgeCredential, edgeIdOf } from './server/edge-credential';
export { controlApiCredential } from './server/control-api-credential';
export { JOINED_WITHIN_MS } from './history/join-periods';
export { ReadPitHistory } from './history/read-pit-history';
export { ReadRecentPeriods } from './history/read-recent-periods';
export { type StreamPeriod } from './history/stream-period';
export { MediaModule } from './media.module';
export { MediaServerHealth } from './server/media-server-health';
export { type MediaServer } from './server/media-server';
export { MediaServers } from './running/media-servers';
export { MeasureMediaStreams } from './operating/measure-media-streams';
export { PlanAll, type PlanOfServer } from './operating/plan-all';
export { PlanModule } from './plan.module';
export {
  isTicketFor,
  looksLikeTicket,
  TICKET_SECONDS,
  ticketOf,
  type TranscoderErrand,
} from './paths/transcoder-ticket';
