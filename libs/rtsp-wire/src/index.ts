export { formatMessage, formatRequest } from './messages/format-message';
export {
  firstHeader,
  type HeaderBlock,
  headerValues,
  parseHeaderBlock,
  type RtspResponse,
} from './messages/header-block';
export {
  formatInterleavedPacket,
  INTERLEAVED_MARK,
  type InterleavedPacket,
  parseInterleavedPacket,
} from './messages/interleaved-packet';
export { basicAuthorization, type RtspCredentials } from './sign-in/basic-authorization';
export { digestAuthorization, offersAuth, type SignedRequest } from './sign-in/digest-authorization';
export { type DigestInput, digestResponse, isSupportedDigestAlgorithm } from './sign-in/digest-response';
export { parseChallenges, type RtspChallenge } from './sign-in/parse-challenges';
export { parseVideoDescription, type SdpVideo } from './description/parse-video-description';
export { type Depacketizer, H264Depacketizer, H265Depacketizer } from './rtp/depacketizer';
export { H264_PAYLOAD_TYPE, H264Packetizer, VIDEO_CLOCK_RATE } from './rtp/h264-packetizer';
export { parseRtpPacket, type RtpPacket, ticksBetween } from './rtp/rtp-packet';
export { type AccessUnit, parseAnnexB } from './video/annex-b';
export { BitReader } from './video/bit-reader';
export { parseH264Sps } from './video/h264-sps';
export { parseH265Sps } from './video/h265-sps';
export type { PictureFormat } from './video/picture-format';
export { parseRecoveryPoint } from './video/recovery-point';
