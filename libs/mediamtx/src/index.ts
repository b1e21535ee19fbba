export { ControlApi, type ServerInfo } from './control-api/control-api';
export { ControlApiProblem, type ControlApiProblemKind } from './control-api/control-api-problem';
export { type ControlApiCredential, type ControlApiOptions } from './control-api/exchange';
export { pathItemOf, type PathItem, type Track } from './control-api/path-item';
export { HLS_SESSIONS_SINCE, type HlsSettings, keepsPicturesReady } from './control-api/hls-settings';
export { type HookSettings, type ServerSettings, type WebrtcSettings } from './control-api/server-settings';
export { SESSION_KINDS, type SessionItem, type SessionKind } from './control-api/session-item';
export { parseDuration } from './duration';
export {
  AUTH_ACTIONS,
  MAX_AUTH_BODY_BYTES,
  parseAuthRequest,
  type AuthAction,
  type AuthRequest,
} from './hook/auth-request';
export { credentialsOf, type Credentials } from './hook/credentials';
export {
  differingKeys,
  hasPathConfig,
  isHotUpdate,
  matchesPathName,
  pathConfigItemOf,
  TRANSCODER_MARK,
  type PathConfig,
  type PathConfigItem,
} from './path-config';
export { parsePath, pathOf, rawPathOf, subPathOf, type PathOwner, type PathStream } from './path-name';
export { pullsFrom, type PulledFrom } from './pulled-from';
export { compareReleases, isAtLeast, NEWEST_TESTED_RELEASE, parseRelease, type Release } from './release';
export { type BackChannelRule, type RtspClientRules, rtspClientRulesOf } from './rtsp-client-rules';
export {
  isTranscodeCommand,
  TICKET_PREFIX,
  transcodeCommand,
  TRANSCODER_SECRET_VARIABLE,
  type TranscodeInput,
  type TranscodeJob,
} from './transcode-command';
