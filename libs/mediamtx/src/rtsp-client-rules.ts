import { isAtLeast } from './release';

/** What a release does with a track that only the camera would receive (`a=sendonly`, RFC 4566 §6). */
export type BackChannelRule = 'set-up' | 'refused' | 'skipped';

/**
 * Where the RTSP client inside a MediaMTX release (gortsplib) differs from that of other releases, as far as it decides
 * whether a camera is played. What is the same in every release is not listed here.
 */
export interface RtspClientRules {
  /** A TLS certificate with a negative serial number is refused (Go 1.23 in go.mod, `crypto/x509`, GODEBUG `x509negativeserial`). */
  readonly refusesNegativeSerials: boolean;
  /** Bytes between two messages are passed over (gortsplib v4.12.0, `pkg/conn`). */
  readonly skipsBytesBetweenMessages: boolean;
  /** `Content-Base: /live/` is completed with the host of the request (gortsplib v4.11.2, `findBaseURL`). */
  readonly allowsPathAsContentBase: boolean;
  /** A codec is recognized by `rtpmap` before its payload type (gortsplib v4.12.2, `pkg/format/format.go`). */
  readonly prefersRtpmap: boolean;
  /** `mode=AAC_hbr` is taken for `AAC-hbr` (gortsplib v4.12.3, `pkg/format/mpeg4_audio.go`). */
  readonly allowsAacUnderscoreMode: boolean;
  /** A sample rate or channel count of zero is refused (gortsplib v4.14.0, `pkg/format`). */
  readonly refusesZeroRates: boolean;
  /** `o=… IN` without an address is understood (gortsplib v4.14.0, `pkg/sdp`). */
  readonly allowsOriginWithoutAddress: boolean;
  /** `a=key-mgmt` must hold MIKEY data (gortsplib v4.15.0, `pkg/description`). */
  readonly readsKeyManagement: boolean;
  /** MP4A-LATM with `cpresent=1` needs the clock `90000/1`, and its layers must be alike (gortsplib v4.16.0). */
  readonly checksLatmClock: boolean;
  /** Bytes after a LATM configuration are refused (mediacommon v2.4.0, `StreamMuxConfig.Unmarshal`). */
  readonly refusesLongLatmConfig: boolean;
  /** gortsplib v4.16.1 refuses back channels that were not requested; MediaMTX v1.15.6 leaves them out. */
  readonly backChannels: BackChannelRule;
  /** `source` of a `Transport` header may be a name that cannot be resolved (gortsplib v5.0.0, `pkg/headers`). */
  readonly allowsAnyTransportSource: boolean;
  /** `r=` with two values, and KLV by its name (gortsplib v5.0.0). */
  readonly allowsShortRepeatTimes: boolean;
  /** `c=IN` alone is passed over (gortsplib v5.1.0). */
  readonly allowsBareConnection: boolean;
  /** The reason of a status line may be empty (gortsplib v5.2.0, `pkg/base/response.go`). */
  readonly allowsEmptyReason: boolean;
  /** When all tracks are marked as back channels, none is (gortsplib v5.2.2, `Session.Unmarshal`). */
  readonly ignoresBackChannelOnAllTracks: boolean;
  /** AAC may leave its channels to the stream (mediacommon v2.7.0, channel configuration 0). */
  readonly allowsAacChannelConfigZero: boolean;
  /** A status line may end after its number (gortsplib v5.5.2, `pkg/base/response.go`). */
  readonly allowsMissingReason: boolean;
  /** `m=meta` is a kind of track (gortsplib v5.5.4). */
  readonly allowsMetaTracks: boolean;
  /** H.264 with `packetization-mode` 0 or none is played over TCP only (gortsplib v5.6.0, `doSetup`). */
  readonly needsTcpForH264Mode0: boolean;
  /** `c=IN 192.168.1.5` and `o=… IP IP4 …` are understood (gortsplib v5.6.2). */
  readonly allowsMissingAddressType: boolean;
}

type Flags = Omit<RtspClientRules, 'backChannels'>;

/** The first MediaMTX release with each rule: its go.mod names the gortsplib and mediacommon that have it. */
const SINCE: Readonly<Record<keyof Flags, string>> = {
  refusesNegativeSerials: 'v1.10.0',
  skipsBytesBetweenMessages: 'v1.11.0',
  allowsPathAsContentBase: 'v1.11.0',
  prefersRtpmap: 'v1.11.2',
  allowsAacUnderscoreMode: 'v1.11.3',
  refusesZeroRates: 'v1.12.1',
  allowsOriginWithoutAddress: 'v1.12.1',
  readsKeyManagement: 'v1.13.0',
  checksLatmClock: 'v1.13.1',
  refusesLongLatmConfig: 'v1.13.1',
  allowsAnyTransportSource: 'v1.15.0',
  allowsShortRepeatTimes: 'v1.15.0',
  allowsBareConnection: 'v1.15.2',
  allowsEmptyReason: 'v1.15.4',
  ignoresBackChannelOnAllTracks: 'v1.15.6',
  allowsAacChannelConfigZero: 'v1.16.0',
  allowsMissingReason: 'v1.18.0',
  allowsMetaTracks: 'v1.19.0',
  needsTcpForH264Mode0: 'v1.19.1',
  allowsMissingAddressType: 'v1.19.3',
};
const BACK_CHANNELS_REFUSED_SINCE = 'v1.14.0';
const BACK_CHANNELS_SKIPPED_SINCE = 'v1.15.6';

/**
 * The rules of a release.
 * @param release As `v1.20.1`; a text that names no release has the rules of the oldest release that is supported.
 */
export function rtspClientRulesOf(release: string): RtspClientRules {
  const flags = Object.entries(SINCE).map(([rule, since]) => [rule, isAtLeast(release, since)]);
  return { ...(Object.fromEntries(flags) as Flags), backChannels: backChannelRuleOf(release) };
}

function backChannelRuleOf(release: string): BackChannelRule {
  if (isAtLeast(release, BACK_CHANNELS_SKIPPED_SINCE)) return 'skipped';
  return isAtLeast(release, BACK_CHANNELS_REFUSED_SINCE) ? 'refused' : 'set-up';
}
