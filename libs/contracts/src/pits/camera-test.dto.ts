import { IsIn } from 'class-validator';
import {
  CAMERA_SNAPSHOT_GAPS,
  CAMERA_TEST_FAULT_CODES,
  CAMERA_TEST_SEVERITIES,
  CAMERA_TEST_STEPS,
  type CameraSnapshotGapCode,
  type CameraTestFaultCode,
  type CameraTestSeverity,
  type CameraTestStepName,
} from './camera-test-codes';

/** A fault of a camera and its fix. Contains no entered or received data. */
export class CameraTestFault {
  @IsIn(CAMERA_TEST_FAULT_CODES)
  code: CameraTestFaultCode;

  @IsIn(CAMERA_TEST_SEVERITIES)
  severity: CameraTestSeverity;

  /** The fault, in one sentence. */
  sentence: string;

  /** The fix. */
  fix: string;
}

/** One step of a camera test. */
export class CameraTestStep {
  @IsIn(CAMERA_TEST_STEPS)
  step: CameraTestStepName;

  /** False: the test ended here, or browsers cannot play the video. */
  ok: boolean;

  /** Duration in milliseconds. */
  ms: number;

  /** With `ok` true: a warning. Null: no fault. */
  fault: CameraTestFault | null;
}

/** Measured properties of a camera's video. */
export class CameraTestVideo {
  /** `H264`, `H265`, `JPEG`, or another name that the camera uses. */
  codec: string;

  /** Null: the codec has none, or none was received. */
  profile: string | null;

  level: string | null;

  /** Pixels. */
  width: number | null;

  /** Pixels. */
  height: number | null;

  /** Frames per second, rounded to a tenth. */
  frame_rate: number | null;

  /** Video bitrate in bit/s. Null: too little was received. */
  bitrate: number | null;

  /** The longest time between two key frames, in ms. Null: fewer than two were received. */
  key_frame_interval_ms: number | null;

  /** Number of received key frames. Null: the video was not measured. */
  key_frames: number | null;

  /** Whether the video has B-frames, which browsers cannot play live. Null: unknown. */
  b_frames: boolean | null;

  /** Duration of the measurement, in ms. */
  watched_ms: number;
}

/** Reason why a test has no snapshot. */
export class CameraSnapshotGap {
  @IsIn(CAMERA_SNAPSHOT_GAPS)
  code: CameraSnapshotGapCode;

  /** The reason, in one sentence. */
  sentence: string;
}

/** The last refusal of a client on a camera's path. */
export class CameraTestRefusal {
  /** ISO 8601 UTC. */
  at: string;

  /** The reason, in one sentence. */
  sentence: string;

  /** The client's address, as the media server sees it. */
  address: string;

  /** `rtsp`, `webrtc` and so on. */
  protocol: string;
}

/** Response of `POST /pits/{id}/camera/test`, also for an unreachable camera. Takes up to 18 s, or 23 s with a snapshot. */
export class CameraTest {
  /** Whether every step is ok: browsers can play the camera. */
  ok: boolean;

  /** The executed steps, in order. */
  steps: CameraTestStep[];

  /** Null: the test ended before the video. */
  video: CameraTestVideo | null;

  /** A snapshot of the camera, JPEG as base64. Null: see `snapshot_gap`. */
  snapshot_jpeg: string | null;

  snapshot_gap: CameraSnapshotGap | null;

  /**
   * With the fault `redirected`: the target address without credentials, which can be set up instead if it is trusted.
   * Null: no redirect, or a target where no camera may be.
   */
  redirected_to: string | null;

  /** pull over `rtsps`: SHA-256 of the camera's certificate, lower-case hex, to be confirmed as `tls_fingerprint`. */
  tls_fingerprint: string | null;

  /** push: the last refusal to publish, while no video arrives. Null: none. */
  refusal: CameraTestRefusal | null;
}
