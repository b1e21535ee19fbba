/** `in-use`: new workshops may be placed on it; `draining`: none, and those on it are moved away. */
export const MEDIA_SERVER_STATES = ['in-use', 'draining'] as const;
export type MediaServerState = (typeof MEDIA_SERVER_STATES)[number];
