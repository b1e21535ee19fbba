import { headerValues, type RtspResponse } from '@ppf/rtsp-wire';
import type { RtspClientRules } from '@ppf/mediamtx';
import { parseTransport } from '../media-server/transport-header';
import type { SdpTrack } from '../media-server/validate-description';
import { refusedTrack, unacceptedHeader } from '../faults/described-faults';
import { ProbeFailure } from '../faults/probe-fault';
import { expectOk } from './expect-status';

/** Statuses of a camera that does not support the offered transport: 461 (RFC 2326 §11.3.14), some 406. */
export const UNSUPPORTED_TRANSPORT_STATUSES: readonly number[] = [461, 406];

/** Context for checking a response to SETUP. */
export interface TransportContext {
  readonly track: SdpTrack;
  /** Channels of the previous tracks. */
  readonly used: readonly number[];
  readonly rules: RtspClientRules;
}

/**
 * The channel of a track's RTP (gortsplib, `doSetup` with TCP).
 * @throws ProbeFailure `tcp-refused`, `refused-track` or `unexpected-answer`
 */
export function acceptTransport(response: RtspResponse, { track, used, rules }: TransportContext): number {
  if (UNSUPPORTED_TRANSPORT_STATUSES.includes(response.status)) throw new ProbeFailure('tcp-refused');
  if (track.media.kind === 'video') expectOk(response, 'unexpected-answer');
  else if (response.status !== 200) throw refusedTrack(track);
  const transport = parseTransport(headerValues(response, 'transport'), rules);
  if (transport === null) throw unacceptedHeader('Transport');
  if (transport.protocol !== 'tcp') throw new ProbeFailure('tcp-refused');
  const [rtp, rtcp] = transport.channels ?? [0, 0];
  const isInUse = used.some((channel) => Math.abs(channel - rtp) <= 1);
  if (transport.isMulticast || rtp + 1 !== rtcp || isInUse) throw unacceptedHeader('Transport');
  return rtp;
}
