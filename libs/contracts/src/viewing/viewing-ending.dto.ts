import { IsIn } from 'class-validator';
import { REVOCATION_CAUSES, type RevocationCause } from './viewing-end';

/** Time and cause of the end of a viewing session. */
export class ViewingEnding {
  @IsIn(REVOCATION_CAUSES)
  cause: RevocationCause;

  /** ISO 8601 UTC. */
  at: string;
}
