import { ViewingEnding } from './viewing-ending.dto';

/** A session that was ended, with the cause. */
export class EndedViewing extends ViewingEnding {
  /** The `jti` of its token. */
  jti: string;
}

/** Result of the renewal. */
export class RenewViewingResponse {
  /** Lease of the renewed sessions from now, in seconds. */
  session_lease_seconds: number;

  /** The sessions that were ended. All others are renewed. */
  ended: EndedViewing[];
}
