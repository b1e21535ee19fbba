import { IsIn } from 'class-validator';
import { PIT_STREAMS, type PitStreamName } from './camera-kind';

/** Why a camera does not tell its streams. A closed list. */
export const CAMERA_STREAMS_FAULT_CODES = [
  'unresolvable',
  'address-refused',
  'unreachable',
  'not-onvif',
  'wrong-password',
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

/** A stream that a camera offers. Its host is the camera's own, whatever the camera says. */
export class CameraStream {
  /** What the camera calls it. */
  name: string;

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

  /** What it suits as: the largest H.264 is `main`, the smallest `sub`; null: neither. */
  @IsIn(PIT_STREAMS)
  suits: PitStreamName | null;
}

/** Answer of `POST /workshops/{id}/camera-streams`, also for a camera that cannot be asked. Takes up to 8 s. */
export class CameraStreams {
  /** What the camera offers, largest first; empty with a fault. */
  items: CameraStream[];

  /** Null: nothing is wrong. */
  fault: CameraStreamsFault | null;
}
