import { IsIn } from 'class-validator';
import { REVOCATION_CAUSES, type RevocationCause } from './viewing-end';

/** That and why a viewing session was ended by us. */
export class ViewingEnding {
  @IsIn(REVOCATION_CAUSES)
  cause: RevocationCause;

  /** ISO 8601 UTC. */
  at: string;
}
