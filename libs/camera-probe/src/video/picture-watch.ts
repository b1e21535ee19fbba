import type { RtpPacket } from '@ppf/rtsp-wire';
import type { KeyFrame, VideoFacts } from './video-facts';

/** Facts that depend on the codec. */
export type PictureFacts = Omit<VideoFacts, 'watchedMs' | 'bitrate'>;

/** Watches one video track, packet by packet, and stores only the data that the facts require. */
export interface PictureWatch {
  /** Adds a packet of the track. @param nowMs Time of arrival by the test's clock. */
  push(packet: RtpPacket, nowMs: number): void;
  /** Duration of the pictures so far, in seconds by the camera's clock. */
  readonly seconds: number;
  /** Facts so far. */
  facts(): PictureFacts;
  /** The first complete key frame; null: none arrived, or the codec does not support snapshots. */
  readonly keyFrame: KeyFrame | null;
}
