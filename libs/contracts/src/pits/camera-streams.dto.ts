import { IsIn } from 'class-validator';
import { PIT_STREAMS, type PitStreamName } from '../streams/pit-stream-name';

/** Reasons why the streams of a camera are unknown. A closed list. */
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

/** A fault and its fix. Contains no entered or received data. */
export class CameraStreamsFault {
  @IsIn(CAMERA_STREAMS_FAULT_CODES)
  code: CameraStreamsFaultCode;

  /** The fault, in one sentence. */
  sentence: string;

  /** The fix. */
  fix: string;
}

/** Notices besides the streams. A closed list. */
export const CAMERA_STREAMS_NOTICE_CODES = ['camera-clock'] as const;
export type CameraStreamsNoticeCode = (typeof CAMERA_STREAMS_NOTICE_CODES)[number];

/** A notice: the camera responded, but one of its settings needs attention. */
export class CameraStreamsNotice {
  @IsIn(CAMERA_STREAMS_NOTICE_CODES)
  code: CameraStreamsNoticeCode;

  /** The notice, in one sentence. */
  sentence: string;

  /** The fix. */
  fix: string;
}

/** A stream that a camera offers. Its host is the camera's, whatever the camera declares. */
export class CameraStream {
  /** Declared name. */
  name: string;

  /** Token of the video source, at most 80 characters, the same for all streams of a recorder's channel. Null: not declared. */
  source: string | null;

  /** Whether it is `rtsps`. */
  tls: boolean;

  /** RTSP port. */
  port: number;

  /** Path and query, for `path` or `sub_path` of the camera. */
  path: string;

  /** `H264`, `H265`, `JPEG`, or another name that the camera uses. Null: not declared. */
  codec: string | null;

  /** Pixels. Null: not declared. */
  width: number | null;

  /** Pixels. Null: not declared. */
  height: number | null;

  /** Frames per second. Null: not declared. */
  frame_rate: number | null;

  /** Recommended use among the streams of its source: the largest H.264 is `main`, the smallest `sub`. Null: neither. */
  @IsIn(PIT_STREAMS)
  suits: PitStreamName | null;
}

/**
 * Response of `POST /workshops/{id}/camera-streams`, also for an unreachable camera. A page ends after 24 profiles of the
 * camera, after 8 s with at least one stream, and after 20 s in any case.
 */
export class CameraStreams {
  /** The offered streams, by source in the camera's order, largest first. Empty with a fault. */
  items: CameraStream[];

  /** `cursor` of the next page. Null on the last page. */
  next_cursor: string | null;

  /** Notices, with or without a fault. */
  notices: CameraStreamsNotice[];

  /** Null: no fault. */
  fault: CameraStreamsFault | null;
}
