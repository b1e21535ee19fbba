/** Why somebody's viewing was ended by us: by a person, by a change of what they may, or by a rule. */
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
 * How a viewing session ended: one of the causes above, or `left` (the viewer went, or the connection was lost),
 * `never-began` (admitted, but the media server made no session of it) or `media-server-restarted`.
 */
export const VIEWING_END_REASONS = [
  ...REVOCATION_CAUSES,
  'left',
  'never-began',
  'media-server-restarted',
] as const;
export type ViewingEndReason = (typeof VIEWING_END_REASONS)[number];

/** Who watches: somebody with an account; `unknown` where only the media server knew of the session. */
export const VIEWER_KINDS = ['user', 'share-link', 'api-key', 'unknown'] as const;
export type ViewerKind = (typeof VIEWER_KINDS)[number];
