/** Causes for ending a viewing session: by a user, by a change of access, or by a rule. */
export const REVOCATION_CAUSES = [
  'ended-by-owner',
  'ended-by-operator',
  'ended-by-viewer',
  'access-changed',
  'password-changed',
  'pit-deleted',
  'replaced',
  'lease-ended',
  'time-limit',
] as const;
export type RevocationCause = (typeof REVOCATION_CAUSES)[number];

/**
 * How a viewing session ended: one of the causes above, or `left` (the viewer left, or the connection was lost),
 * `never-began` (allowed, but the media server opened no session) or `media-server-restarted`.
 */
export const VIEWING_END_REASONS = [
  ...REVOCATION_CAUSES,
  'left',
  'never-began',
  'media-server-restarted',
] as const;
export type ViewingEndReason = (typeof VIEWING_END_REASONS)[number];

/** Kind of a viewer. `unknown`: the session is known from the media server only. */
export const VIEWER_KINDS = ['user', 'share-link', 'api-key', 'unknown'] as const;
export type ViewerKind = (typeof VIEWER_KINDS)[number];
