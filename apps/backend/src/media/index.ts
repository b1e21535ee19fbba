export { controlApiCredential } from './control-api-credential';
export { ReadPitHistory } from './history/read-pit-history';
export { MediaModule } from './media.module';
export { MediaServerHealth } from './media-server-health';
export { type MediaServer } from './media-server';
export { MediaServers } from './media-servers';
export { PlanAll, type PlanOfServer } from './operating/plan-all';
export { PlanModule } from './plan.module';
export {
  isTicketFor,
  looksLikeTicket,
  TICKET_SECONDS,
  ticketOf,
  type TranscoderErrand,
} from './transcoder-ticket';
