import { IsIn } from 'class-validator';
import { PIT_STREAMS, type PitStreamName } from './camera-kind';

/** Why a camera does not tell its streams. A closed list. */
export const CAMERA_STREAMS_FAULT_CODES = [
  'unresolvable',
  'address-refused',
  'unreachable',
  'too-slow',
  'not-onvif',
  'password-needed',
  'wrong-password',
  'sign-in-unsupported',
  'no-streams',
] as const;
export type CameraStreamsFaultCode = (typeof CAMERA_STREAMS_FAULT_CODES)[number];

/** What went wrong and what to do about it. Holds nothing that was typed or received. */
export class CameraStreamsFault {
  @IsIn(CAMERA_STREAMS_FAULT_CODES)
  code: CameraStreamsFaultCode;

  /** What is wrong, in one sentence. */
  sentence: string;

  /** What to do about it. */
  fix: string;
}

/** What is worth knowing beside the streams. A closed list. */
export const CAMERA_STREAMS_NOTICE_CODES = ['camera-clock'] as const;
export type CameraStreamsNoticeCode = (typeof CAMERA_STREAMS_NOTICE_CODES)[number];

/** A notice and what to do about it: the camera answered, and something in it needs attention. */
export class CameraStreamsNotice {
  @IsIn(CAMERA_STREAMS_NOTICE_CODES)
  code: CameraStreamsNoticeCode;

  /** What is so, in one sentence. */
  sentence: string;

  /** What to do about it. */
  fix: string;
}

/** A stream that a camera offers. Its host is the camera's own, whatever the camera says. */
export class CameraStream {
  /** What the camera calls it. */
  name: string;

  /** The camera's name of its video source, at most 80 characters; the same for all streams of a recorder's channel. Null: it does not tell. */
  source: string | null;

  /** Whether it is `rtsps`. */
  tls: boolean;

  /** RTSP port. */
  port: number;

  /** `path` or `sub_path` of the camera's set-up, query included. */
  path: string;

  /** `H264`, `H265`, `JPEG` or what else the camera calls it; null: it does not tell. */
  codec: string | null;

  /** Pixels; null: it does not tell. */
  width: number | null;

  /** Pixels; null: it does not tell. */
  height: number | null;

  /** Frames a second; null: it does not tell. */
  frame_rate: number | null;

  /** What it suits as, among the streams of its source: the largest H.264 is `main`, the smallest `sub`; null: neither. */
  @IsIn(PIT_STREAMS)
  suits: PitStreamName | null;
}

/**
 * Answer of `POST /workshops/{id}/camera-streams`, also for a camera that cannot be asked. A page ends after 24 of the camera's
 * profiles, or 8 s once a stream has arrived, or 20 s in any case.
 */
export class CameraStreams {
  /** What the camera offers, by source in the camera's order, largest first; empty with a fault. */
  items: CameraStream[];

  /** `cursor` of the next page; null: that was all. */
  next_cursor: string | null;

  /** What else is worth knowing, with or without a fault. */
  notices: CameraStreamsNotice[];

  /** Null: nothing is wrong. */
  fault: CameraStreamsFault | null;
}
