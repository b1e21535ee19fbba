import { ViewingSession } from './viewing-session.dto';

/** `GET /streams/sessions`: a page of viewing sessions, the newest first. */
export class ViewingSessionList {
  items: ViewingSession[];

  /** For the next page; null on the last. */
  next_cursor: string | null;
}
