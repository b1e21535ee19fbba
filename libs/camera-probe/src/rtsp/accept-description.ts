import { headerValues, parseVideoDescription, type RtspResponse, type SdpVideo } from '@ppf/rtsp-wire';
import type { RtspClientRules } from '@ppf/mediamtx';
import type { GoUrl } from '../media-server/go-url';
import { parseDescription, type SdpDescription } from '../media-server/parse-description';
import { baseAddress } from '../media-server/track-address';
import {
  attributeOf,
  type SdpTrack,
  tracksOf,
  validateDescription,
} from '../media-server/validate-description';
import {
  invalidBase,
  invalidDescription,
  invalidLine,
  refusedBackChannel,
  undeclaredDescription,
} from '../faults/described-faults';
import { ProbeFailure } from '../faults/probe-fault';

/** A description that the media server accepts. */
export interface AcceptedDescription {
  /** Tracks that the media server sets up. */
  readonly tracks: readonly SdpTrack[];
  /** The watched video, with its index among the tracks. */
  readonly video: SdpVideo & { readonly track: number };
  /** Base of the addresses of tracks. */
  readonly base: GoUrl;
  /** The camera declares live playback (`a=range:npt=now-`). */
  readonly isFromNow: boolean;
}

/** Accepts or refuses a response to DESCRIBE (gortsplib, `doDescribe`). @throws ProbeFailure */
export function acceptDescription(
  response: RtspResponse,
  request: GoUrl,
  rules: RtspClientRules,
): AcceptedDescription {
  const types = headerValues(response, 'content-type');
  if (types.length !== 1 || types[0]?.split(';')[0] !== 'application/sdp') throw undeclaredDescription();
  const description = parseDescription(response.body, rules);
  if ('line' in description) throw invalidLine(description);
  const fault = validateDescription(description, rules);
  if (fault?.kind === 'session' && fault.reason === 'no-tracks') throw new ProbeFailure('no-video');
  if (fault !== null) throw invalidDescription(fault);
  const base = baseAddress(description, headerValues(response, 'content-base'), request, rules);
  if (typeof base === 'string') throw invalidBase(base);
  const tracks = playedTracks(description, rules);
  const video = videoIn(response.body, tracks);
  if (video === null) throw new ProbeFailure('no-video');
  return { tracks, video, base, isFromNow: isFromNow(description) };
}

function playedTracks(description: SdpDescription, rules: RtspClientRules): readonly SdpTrack[] {
  const tracks = tracksOf(description, rules);
  const back = tracks.find(({ isBackChannel }) => isBackChannel);
  if (back === undefined || rules.backChannels === 'set-up') return tracks;
  if (rules.backChannels === 'refused') throw refusedBackChannel(back);
  return tracks.filter(({ isBackChannel }) => !isBackChannel);
}

function videoIn(sdp: string, tracks: readonly SdpTrack[]): AcceptedDescription['video'] | null {
  const first = tracks.find(({ media, isBackChannel }) => media.kind === 'video' && !isBackChannel);
  const video = first === undefined ? null : parseVideoDescription(sdp);
  return video === null || first === undefined ? null : { ...video, track: first.track };
}

function isFromNow({ attributes, media }: SdpDescription): boolean {
  return [attributes, ...media.map((each) => each.attributes)].some((each) =>
    /^npt\s*=\s*now-/.test(attributeOf(each, 'range') ?? ''),
  );
}
