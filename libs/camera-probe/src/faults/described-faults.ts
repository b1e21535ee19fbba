import type { SdpLineFault } from '../media-server/parse-description';
import type { BaseFault } from '../media-server/track-address';
import type { DescriptionFault, SdpTrack, SessionFault } from '../media-server/validate-description';
import type { FormatFault } from '../media-server/validate-format';
import { ProbeFailure } from './probe-fault';

const KINDS: Readonly<Record<string, string>> = { video: 'video', audio: 'audio' };
const FORMAT_REASONS: Readonly<Record<FormatFault, string>> = {
  'track-name': 'its name (mid) has characters other than letters and digits',
  'key-management': 'its encryption key is not valid',
  'payload-type': 'its payload type is not a number up to 255',
  'clock-rate': 'its clock rate is missing or not valid',
  channels: 'its number of channels is not valid',
  parameter: 'one of its parameters is not valid',
  'parameter-sets': 'its parameter sets are not valid',
  'config-missing': 'its configuration is missing',
  'config-invalid': 'its configuration is not valid',
  mode: 'its AAC mode is not supported',
};
const SESSION_REASONS: Readonly<Record<SessionFault, string>> = {
  'no-tracks': 'it has no track',
  'track-names': 'track names (mid) are missing or repeated',
  'error-correction': 'a group (FEC) refers to an unknown track',
  'key-management': 'its encryption key is not valid',
};
const FIX_BY_KIND: Readonly<Record<string, string>> = {
  audio: 'Turn off audio in the camera, or choose another audio format such as G.711.',
  video: 'Choose another video encoding or another stream in the camera, or update its firmware.',
};
const OTHER_FIX = 'Turn off metadata or analytics of the stream in the camera.';

/** A description that MediaMTX refuses, with the track and the reason. */
export function invalidDescription(fault: DescriptionFault): ProbeFailure {
  if (fault.kind === 'session') return invalid(SESSION_REASONS[fault.reason]);
  const codec = fault.codec === null ? '' : `, ${fault.codec}`;
  return new ProbeFailure('invalid-track', null, {
    sentence: `Track ${fault.track} (${describeKind(fault.media)}${codec}) is not valid, so the media server plays nothing: ${FORMAT_REASONS[fault.reason]}.`,
    fix: FIX_BY_KIND[fault.media] ?? OTHER_FIX,
  });
}

/** A line of a description that MediaMTX cannot parse. */
export function invalidLine({ line, key }: SdpLineFault): ProbeFailure {
  return invalid(`line ${line}${key === null ? '' : ` (${key}=)`} is not valid`);
}

/** A response to DESCRIBE without the content type of a description. */
export function undeclaredDescription(): ProbeFailure {
  return invalid('the camera does not declare it as application/sdp');
}

/** The address of a track that MediaMTX cannot parse. */
export function invalidTrackAddress(track: SdpTrack): ProbeFailure {
  return new ProbeFailure('invalid-track', null, {
    sentence: `Track ${track.track} (${describeKind(track.media.kind)}) has an address (control) that is not valid, so the media server plays nothing.`,
    fix: FIX_BY_KIND[track.media.kind] ?? OTHER_FIX,
  });
}

/** A track that the camera describes and then refuses. */
export function refusedTrack({ track, media }: SdpTrack): ProbeFailure {
  return new ProbeFailure('refused-track', null, {
    sentence: `The camera refuses track ${track} (${describeKind(media.kind)}) that it describes, so the media server plays nothing.`,
    fix: FIX_BY_KIND[media.kind] ?? OTHER_FIX,
  });
}

/** A back channel for audio to the camera, which some MediaMTX releases refuse. */
export function refusedBackChannel({ track }: SdpTrack): ProbeFailure {
  return new ProbeFailure('refused-track', null, {
    sentence: `Track ${track} is for audio to the camera. This release of the media server plays no camera with such a track.`,
    fix: 'Turn off two-way audio in the camera, or update the media server to v1.15.6 or later.',
  });
}

/** H.264 in a packetization mode that the MediaMTX release refuses over UDP. */
export function modeNeedsTcp(): ProbeFailure {
  return new ProbeFailure('udp-refused', null, {
    sentence:
      'The camera sends H.264 in packetization mode 0, which this release of the media server plays over TCP only.',
  });
}

/** A base address for the tracks that is not valid. */
export function invalidBase(base: BaseFault): ProbeFailure {
  if (base === 'content-base') return new ProbeFailure('invalid-base-address');
  return new ProbeFailure('invalid-base-address', null, {
    sentence: 'The camera’s stream description has a base address (control) that is not valid.',
  });
}

/** A certificate with a negative serial number (RFC 5280 §4.1.2.2), which this release of MediaMTX refuses. */
export function negativeSerial(): ProbeFailure {
  return new ProbeFailure('tls-failed', null, {
    sentence:
      'The camera’s certificate has a negative serial number, and this release of the media server refuses it.',
    fix: 'Create a new certificate in the camera, or switch TLS off here if the network is trusted.',
  });
}

/** A header that MediaMTX cannot parse. */
export function unacceptedHeader(header: 'Session' | 'Transport'): ProbeFailure {
  return new ProbeFailure('unexpected-answer', null, {
    sentence: `The camera sends a ${header} header that is not valid.`,
  });
}

/** The camera accepts the password with a sign-in that MediaMTX does not support. */
export function unsupportedSignIn(): ProbeFailure {
  return new ProbeFailure('sign-in-unsupported', null, {
    sentence:
      'User and password are right, but this release of the media server does not support the sign-in that this camera requires.',
  });
}

function invalid(reason: string): ProbeFailure {
  return new ProbeFailure('invalid-description', null, {
    sentence: `The camera’s stream description (SDP) is not valid, so the media server cannot play it: ${reason}.`,
  });
}

function describeKind(media: string): string {
  return KINDS[media] ?? 'data';
}
