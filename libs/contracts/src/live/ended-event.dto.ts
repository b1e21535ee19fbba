import { IsIn } from 'class-validator';

/** `access-ended`: the access token has expired. `rights-changed`: the role or workshop changed, or the user was removed. */
export const ENDED_REASONS = ['access-ended', 'rights-changed'] as const;
export type EndedReason = (typeof ENDED_REASONS)[number];

/** `GET /events`, event `ended`: the last event. Request a new access token and connect again. */
export class EndedEvent {
  @IsIn(ENDED_REASONS)
  reason: EndedReason;
}
