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

/** What is wrong with a camera, and what to do about it. Holds nothing that was typed or received. */
export class CameraTestFault {
  @IsIn(CAMERA_TEST_FAULT_CODES)
  code: CameraTestFaultCode;

  @IsIn(CAMERA_TEST_SEVERITIES)
  severity: CameraTestSeverity;

  /** What is wrong, in one sentence. */
  sentence: string;

  /** What to do about it. */
  fix: string;
}

/** One step of a camera test. */
export class CameraTestStep {
  @IsIn(CAMERA_TEST_STEPS)
  step: CameraTestStepName;

  /** False: no step follows, or no browser can show what came. */
  ok: boolean;

  /** How long it took, in whole milliseconds. */
  ms: number;

  /** With `ok` true: a warning. Null: nothing is wrong. */
  fault: CameraTestFault | null;
}

/** What a camera sends, as measured. */
export class CameraTestVideo {
  /** `H264`, `H265`, `JPEG`, or what else the camera calls it. */
  codec: string;

  /** Null: the codec has none, or none was seen. */
  profile: string | null;

  level: string | null;

  /** Pixels. */
  width: number | null;

  /** Pixels. */
  height: number | null;

  /** Frames a second, to a tenth: a camera may send one each ten seconds. */
  frame_rate: number | null;

  /** Bits a second of the pictures. Null: too little was sent. */
  bitrate: number | null;

  /** The longest time between two key frames, in ms. Null: fewer than two came. */
  key_frame_interval_ms: number | null;

  /** Key frames that came while it was watched. Null: it was not watched. */
  key_frames: number | null;

  /** Whether pictures are sent in another order than shown; browsers cannot show these live. Null: cannot be told. */
  b_frames: boolean | null;

  /** For how long pictures were watched, in ms. */
  watched_ms: number;
}

/** Why there is no picture with a test. */
export class CameraSnapshotGap {
  @IsIn(CAMERA_SNAPSHOT_GAPS)
  code: CameraSnapshotGapCode;

  /** The same in words. */
  sentence: string;
}

/** The last time that the media server was told to refuse a client at a camera's path. */
export class CameraTestRefusal {
  /** ISO 8601 UTC. */
  at: string;

  /** Why, in one sentence. */
  sentence: string;

  /** The client's address, as the media server sees it. */
  address: string;

  /** `rtsp`, `webrtc` and so on. */
  protocol: string;
}

/** Answer of `POST /pits/{id}/camera/test`, also for a camera that cannot be reached. Takes up to 18 s, 23 s with a picture: a camera that sends no key frame is watched longest. */
export class CameraTest {
  /** Every step is ok: the camera can be watched in a browser. */
  ok: boolean;

  /** The steps that were taken, in order. */
  steps: CameraTestStep[];

  /** Null: the test did not get as far as the video. */
  video: CameraTestVideo | null;

  /** A picture of the camera, JPEG as base64; null: see `snapshot_gap`. */
  snapshot_jpeg: string | null;

  snapshot_gap: CameraSnapshotGap | null;

  /**
   * With the fault `redirected`: the address that the camera sends to, without credentials, to be set up instead if it
   * is trusted. Null: it does not redirect, or to where no camera may be.
   */
  redirected_to: string | null;

  /** pull over `rtsps`: SHA-256 of the certificate that the camera showed, lower-case hex, to be confirmed as `tls_fingerprint`. */
  tls_fingerprint: string | null;

  /** push: the last refusal to publish, while nothing arrives; null: there was none. */
  refusal: CameraTestRefusal | null;
}
