import { type H264Clip } from './h264-clip';
import { PAYLOAD_TYPE, RTP_CLOCK } from './rtp-packetizer';

/** Name of the one track, relative to the address of the stream. */
export const TRACK = 'trackID=0';

/** The SDP of a clip (RFC 8866, RFC 6184 §8.1): parameter sets are in it, so that a reader knows the size at once. */
export function sessionDescription(clip: H264Clip): string {
  const parameters = [
    'packetization-mode=1',
    `profile-level-id=${clip.sps.subarray(1, 4).toString('hex').toUpperCase()}`,
    `sprop-parameter-sets=${clip.sps.toString('base64')},${clip.pps.toString('base64')}`,
  ].join(';');
  return [
    'v=0',
    'o=- 0 0 IN IP4 127.0.0.1',
    's=Sample camera',
    'c=IN IP4 0.0.0.0',
    't=0 0',
    'a=control:*',
    `m=video 0 RTP/AVP ${PAYLOAD_TYPE}`,
    `a=rtpmap:${PAYLOAD_TYPE} H264/${RTP_CLOCK}`,
    `a=fmtp:${PAYLOAD_TYPE} ${parameters}`,
    `a=control:${TRACK}`,
    '',
  ].join('\r\n');
}
