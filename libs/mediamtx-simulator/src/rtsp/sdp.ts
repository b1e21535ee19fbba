import type { ParameterSets } from '../h264/packet-flow';

/** One track of an RTSP stream. */
export interface Track {
  kind: string;
  /** MediaMTX's name of the codec: H264, H265, MPEG-4 Audio, Opus, M-JPEG … */
  codec: string;
  payloadType: number;
  /** `H264/90000` */
  rtpmap: string;
  clockRate: number;
  /** The text after `a=fmtp:96 `; empty without one. */
  fmtp: string;
  /** `a=control` of the remote side. */
  control: string;
  /** H.264 parameter sets, if the fmtp has them. */
  sets: ParameterSets;
}

const CODECS: Record<string, string> = {
  h264: 'H264',
  h265: 'H265',
  'mpeg4-generic': 'MPEG-4 Audio',
  opus: 'Opus',
  jpeg: 'M-JPEG',
  pcma: 'G711',
  pcmu: 'G711',
  vp8: 'VP8',
  vp9: 'VP9',
  av1: 'AV1',
};
/** Payload types without rtpmap (RFC 3551). */
const STATIC: Record<number, string> = { 0: 'PCMU/8000', 8: 'PCMA/8000', 26: 'JPEG/90000' };

/** The tracks of a session description (RFC 8866). */
export function parseSdp(sdp: string): Track[] {
  const [, ...medias] = sdp.split(/^m=/m);
  return medias.map((media) => {
    const [first = '', ...lines] = media.split(/\r?\n/);
    const attribute = (name: string) =>
      lines
        .find((line) => line.startsWith(`a=${name}:`))
        ?.slice(name.length + 3)
        .trim() ?? '';
    const payloadType = Number(first.split(' ')[3] ?? 0);
    const rtpmap = attribute('rtpmap').replace(/^\d+\s+/, '') || (STATIC[payloadType] ?? 'unknown/90000');
    const [encoding = '', clock = ''] = rtpmap.split('/');
    const fmtp = attribute('fmtp').replace(/^\d+\s+/, '');
    return {
      kind: first.split(' ')[0] ?? '',
      codec: CODECS[encoding.toLowerCase()] ?? encoding,
      payloadType,
      rtpmap,
      clockRate: Number(clock) || 90000,
      fmtp,
      control: attribute('control'),
      sets: parameterSetsOf(fmtp),
    };
  });
}

function parameterSetsOf(fmtp: string): ParameterSets {
  const [sps, pps] = (/sprop-parameter-sets=([^;\s]+)/i.exec(fmtp)?.[1] ?? '').split(',');
  const decode = (base64: string | undefined) => (base64 ? Buffer.from(base64, 'base64') : null);
  return { sps: decode(sps), pps: decode(pps) };
}

/** The session description for RTSP readers. */
export function writeSdp(tracks: readonly Track[]): string {
  const lines = ['v=0', 'o=- 0 0 IN IP4 127.0.0.1', 's=No Name', 'c=IN IP4 0.0.0.0', 't=0 0'];
  tracks.forEach((track, index) => {
    lines.push(
      `m=${track.kind} 0 RTP/AVP ${track.payloadType}`,
      `a=control:trackID=${index}`,
      `a=rtpmap:${track.payloadType} ${track.rtpmap}`,
    );
    const fmtp = fmtpOf(track);
    if (fmtp !== '') lines.push(`a=fmtp:${track.payloadType} ${fmtp}`);
  });
  return `${lines.join('\r\n')}\r\n`;
}

function fmtpOf({ codec, fmtp, sets: { sps, pps } }: Track): string {
  if (codec !== 'H264' || !sps || !pps) return fmtp;
  const profile = sps.subarray(1, 4).toString('hex').toUpperCase();
  return `packetization-mode=1; profile-level-id=${profile}; sprop-parameter-sets=${sps.toString('base64')},${pps.toString('base64')}`;
}
