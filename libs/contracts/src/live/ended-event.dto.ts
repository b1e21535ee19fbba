import { IsIn } from 'class-validator';

/** `access-ended`: the access token has ended. `rights-changed`: role or workshop did, or the person was removed. */
export const ENDED_REASONS = ['access-ended', 'rights-changed'] as const;
export type EndedReason = (typeof ENDED_REASONS)[number];

/** `GET /events`, event `ended`: the last one. Get a new access token and connect again. */
export class EndedEvent {
  @IsIn(ENDED_REASONS)
  reason: EndedReason;
}
