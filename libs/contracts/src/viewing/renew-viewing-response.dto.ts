import { ViewingEnding } from './viewing-ending.dto';

/** A session that goes on no more, and why. */
export class EndedViewing extends ViewingEnding {
  /** Of the token that it was opened with. */
  jti: string;
}

/** What became of the sessions that were to be renewed. */
export class RenewViewingResponse {
  /** Seconds that they go on from now without being renewed again. */
  session_lease_seconds: number;

  /** Those that were ended by us; the others are renewed. */
  ended: EndedViewing[];
}
