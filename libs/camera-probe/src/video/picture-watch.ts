import type { RtpPacket } from '@ppf/rtsp-wire';
import type { KeyFrame, VideoFacts } from './video-facts';

/** Facts that depend on the codec. */
export type PictureFacts = Omit<VideoFacts, 'watchedMs' | 'bitrate'>;

/** Watches one video track, packet by packet, and keeps only what the facts need. */
export interface PictureWatch {
  /** Takes a packet of the track. @param nowMs When it arrived, by the test's clock. */
  push(packet: RtpPacket, nowMs: number): void;
  /** Seconds of pictures so far, by the camera's clock. */
  readonly seconds: number;
  /** What is known so far. */
  facts(): PictureFacts;
  /** The first whole key frame; null: none came, or a snapshot cannot be made of this codec. */
  readonly keyFrame: KeyFrame | null;
}
