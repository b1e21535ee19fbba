/** States of a player. A closed list, the same as in the player. */
export const PLAYER_STATES = [
  'connecting',
  'live',
  'stalled',
  'reconnecting',
  'waiting',
  'denied',
  'unsupported',
] as const;
export type PlayerStateName = (typeof PLAYER_STATES)[number];

/** Transport of the picture. */
export const PLAYER_TRANSPORTS = ['none', 'webrtc', 'hls', 'bridge'] as const;
export type PlayerTransport = (typeof PLAYER_TRANSPORTS)[number];

/** Reasons why a player has no picture. A closed list, the same as in the player, which describes each of them. */
export const PLAYER_FAILURES = [
  'signed-out',
  'forbidden',
  'pit-gone',
  'viewing-ended',
  'pit-viewers-full',
  'workshop-viewers-full',
  'viewer-sessions-full',
  'camera-paused',
  'api-unreachable',
  'refused',
  'no-stream',
  'configuration',
  'server-unreachable',
  'no-connection',
  'no-frames',
  'ended-early',
  'unstable',
  'frozen',
  'ended',
  'connection-lost',
  'codec',
  'browser',
] as const;
export type PlayerFailure = (typeof PLAYER_FAILURES)[number];

/** Kind of an ICE candidate of the media server. `name`: a host name. */
export const CANDIDATE_KINDS = ['loopback', 'private', 'public', 'name'] as const;
export type CandidateKind = (typeof CANDIDATE_KINDS)[number];
