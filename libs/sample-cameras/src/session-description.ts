import { H264_PAYLOAD_TYPE, VIDEO_CLOCK_RATE } from '@ppf/rtsp-wire';
import { type H264Clip } from './h264-clip';

/** `control` of the single track, relative to the URI of the stream. */
export const TRACK = 'trackID=0';

/** The SDP of a clip (RFC 8866, RFC 6184 §8.1). It contains the parameter sets, from which a reader gets the picture size. */
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
    `m=video 0 RTP/AVP ${H264_PAYLOAD_TYPE}`,
    `a=rtpmap:${H264_PAYLOAD_TYPE} H264/${VIDEO_CLOCK_RATE}`,
    `a=fmtp:${H264_PAYLOAD_TYPE} ${parameters}`,
    `a=control:${TRACK}`,
    '',
  ].join('\r\n');
}
