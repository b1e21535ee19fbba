import type { SdpLineFault } from '../media-server/parse-description';
import type { BaseFault } from '../media-server/track-address';
import type { DescriptionFault, SdpTrack } from '../media-server/validate-description';
import { ProbeFailure, type TrackKind } from './probe-fault';

/** A description that MediaMTX refuses, with the track and the reason. */
export function invalidDescription(fault: DescriptionFault): ProbeFailure {
  if (fault.kind === 'session')
    return new ProbeFailure('invalid-description', null, { code: 'session', reason: fault.reason });
  const { track, media, codec, reason } = fault;
  return new ProbeFailure('invalid-track', null, {
    code: 'track-format',
    track,
    kind: kindOf(media),
    codec,
    reason,
  });
}

/** A line of a description that MediaMTX cannot parse. */
export function invalidLine({ line, key }: SdpLineFault): ProbeFailure {
  return new ProbeFailure('invalid-description', null, { code: 'line', line, key });
}

/** A response to DESCRIBE without the content type of a description. */
export function undeclaredDescription(): ProbeFailure {
  return new ProbeFailure('invalid-description', null, { code: 'undeclared' });
}

/** The address of a track that MediaMTX cannot parse. */
export function invalidTrackAddress({ track, media }: SdpTrack): ProbeFailure {
  return new ProbeFailure('invalid-track', null, { code: 'track-address', track, kind: kindOf(media.kind) });
}

/** A track that the camera describes and then refuses. */
export function refusedTrack({ track, media }: SdpTrack): ProbeFailure {
  return new ProbeFailure('refused-track', null, { code: 'track-refused', track, kind: kindOf(media.kind) });
}

/** A back channel for audio to the camera, which some MediaMTX releases refuse. */
export function refusedBackChannel({ track }: SdpTrack): ProbeFailure {
  return new ProbeFailure('refused-track', null, { code: 'back-channel', track });
}

/** H.264 in a packetization mode that the MediaMTX release refuses over UDP. */
export function modeNeedsTcp(): ProbeFailure {
  return new ProbeFailure('udp-refused', null, { code: 'mode-needs-tcp' });
}

/** A base address for the tracks that is not valid. */
export function invalidBase(base: BaseFault): ProbeFailure {
  const detail = base === 'content-base' ? null : ({ code: 'base-control' } as const);
  return new ProbeFailure('invalid-base-address', null, detail);
}

/** A certificate with a negative serial number (RFC 5280 §4.1.2.2), which this release of MediaMTX refuses. */
export function negativeSerial(): ProbeFailure {
  return new ProbeFailure('tls-failed', null, { code: 'negative-serial' });
}

/** A header that MediaMTX cannot parse. */
export function unacceptedHeader(header: 'Session' | 'Transport'): ProbeFailure {
  return new ProbeFailure('unexpected-answer', null, { code: 'header', header });
}

/** The camera accepts the password with a sign-in that MediaMTX does not support. */
export function unsupportedSignIn(): ProbeFailure {
  return new ProbeFailure('sign-in-unsupported', null, { code: 'sign-in' });
}

function kindOf(media: string): TrackKind {
  return media === 'video' || media === 'audio' ? media : 'data';
}
