import type { SdpLineFault } from '../media-server/parse-description';
import type { BaseFault } from '../media-server/track-address';
import type { DescriptionFault, SdpTrack, SessionFault } from '../media-server/validate-description';
import type { FormatFault } from '../media-server/validate-format';
import { ProbeFailure } from './probe-fault';

const KINDS: Readonly<Record<string, string>> = { video: 'video', audio: 'sound' };
const FORMAT_REASONS: Readonly<Record<FormatFault, string>> = {
  'track-name': 'its name (mid) has other characters than letters and digits',
  'key-management': 'its encryption key cannot be read',
  'payload-type': 'its payload type is no number up to 255',
  'clock-rate': 'its clock rate is missing or not valid',
  channels: 'its number of channels is not valid',
  parameter: 'one of its parameters is not valid',
  'parameter-sets': 'its parameter sets cannot be read',
  'config-missing': 'its configuration is missing',
  'config-invalid': 'its configuration cannot be read',
  mode: 'its AAC mode is not supported',
};
const SESSION_REASONS: Readonly<Record<SessionFault, string>> = {
  'no-tracks': 'it names no track',
  'track-names': 'names of tracks (mid) are missing or given twice',
  'error-correction': 'a group (FEC) names a track that does not exist',
  'key-management': 'its encryption key cannot be read',
};
const FIX_BY_KIND: Readonly<Record<string, string>> = {
  audio: 'Switch the sound off in the camera, or choose another audio format such as G.711.',
  video: 'Choose another video encoding or another stream in the camera, or update its software.',
};
const OTHER_FIX = 'Switch metadata or analytics of the stream off in the camera.';

/** A description that the media server refuses, with the track and what is wrong with it. */
export function invalidDescription(fault: DescriptionFault): ProbeFailure {
  if (fault.kind === 'session') return invalid(SESSION_REASONS[fault.reason]);
  const codec = fault.codec === null ? '' : `, ${fault.codec}`;
  return new ProbeFailure('invalid-track', null, {
    sentence: `Track ${fault.track} (${describeKind(fault.media)}${codec}) is described wrongly, so the media server plays nothing: ${FORMAT_REASONS[fault.reason]}.`,
    fix: FIX_BY_KIND[fault.media] ?? OTHER_FIX,
  });
}

/** A line of a description that the media server cannot read. */
export function invalidLine({ line, key }: SdpLineFault): ProbeFailure {
  return invalid(`line ${line}${key === null ? '' : ` (${key}=)`} cannot be read`);
}

/** A description that does not say that it is one. */
export function undeclaredDescription(): ProbeFailure {
  return invalid('the camera does not declare it as application/sdp');
}

/** The address of a track that the media server can make nothing of. */
export function invalidTrackAddress(track: SdpTrack): ProbeFailure {
  return new ProbeFailure('invalid-track', null, {
    sentence: `Track ${track.track} (${describeKind(track.media.kind)}) has an address (control) that is not valid, so the media server plays nothing.`,
    fix: FIX_BY_KIND[track.media.kind] ?? OTHER_FIX,
  });
}

/** A track that the camera describes and does not give. */
export function refusedTrack({ track, media }: SdpTrack): ProbeFailure {
  return new ProbeFailure('refused-track', null, {
    sentence: `The camera refuses track ${track} (${describeKind(media.kind)}) that it describes, so the media server plays nothing.`,
    fix: FIX_BY_KIND[media.kind] ?? OTHER_FIX,
  });
}

/** A track for sound to the camera, which some releases of the media server refuse. */
export function refusedBackChannel({ track }: SdpTrack): ProbeFailure {
  return new ProbeFailure('refused-track', null, {
    sentence: `Track ${track} is for sound to the camera, and this release of the media server plays nothing of a camera that has one.`,
    fix: 'Switch two-way audio off in the camera, or update the media server to v1.15.6 or later.',
  });
}

/** H.264 of a kind that the release of the media server does not accept over UDP. */
export function modeNeedsTcp(): ProbeFailure {
  return new ProbeFailure('udp-refused', null, {
    sentence:
      'The camera sends H.264 in packetization mode 0, which this release of the media server plays over TCP only.',
  });
}

/** An address for the tracks that is none. */
export function invalidBase(base: BaseFault): ProbeFailure {
  if (base === 'content-base') return new ProbeFailure('invalid-base-address');
  return new ProbeFailure('invalid-base-address', null, {
    sentence: 'The camera’s description gives an address for all tracks (control) that is not an address.',
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

/** A header that the media server cannot read. */
export function unacceptedHeader(header: 'Session' | 'Transport'): ProbeFailure {
  return new ProbeFailure('unexpected-answer', null, {
    sentence: `The camera answers with a ${header} header that the media server cannot read.`,
  });
}

/** The camera accepts the password, in a way that the media server has not. */
export function unsupportedSignIn(): ProbeFailure {
  return new ProbeFailure('sign-in-unsupported', null, {
    sentence:
      'User and password are right, but the media server in use cannot sign in the way that this camera demands.',
  });
}

function invalid(reason: string): ProbeFailure {
  return new ProbeFailure('invalid-description', null, {
    sentence: `The camera’s description of its stream is not valid, and the media server plays none of it: ${reason}.`,
  });
}

function describeKind(media: string): string {
  return KINDS[media] ?? 'data';
}
