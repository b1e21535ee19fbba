import { ViewingSession } from './viewing-session.dto';

/** `GET /streams/sessions`: a page of viewing sessions, the newest first. */
export class ViewingSessionList {
  items: ViewingSession[];

  /** Cursor of the next page. Null on the last page. */
  next_cursor: string | null;
}
