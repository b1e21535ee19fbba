/** What a player shows. A closed list, as in the player. */
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

/** By which way a picture comes. */
export const PLAYER_TRANSPORTS = ['none', 'webrtc', 'hls', 'bridge'] as const;
export type PlayerTransport = (typeof PLAYER_TRANSPORTS)[number];

/** Why a player has no picture. A closed list, as in the player, where each is explained. */
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

/** Which kind of address a media server offered for WebRTC's media: `name` is a host name. */
export const CANDIDATE_KINDS = ['loopback', 'private', 'public', 'name'] as const;
export type CandidateKind = (typeof CANDIDATE_KINDS)[number];
