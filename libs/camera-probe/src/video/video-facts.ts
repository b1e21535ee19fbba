/** Measured properties of a camera's video. */
export interface VideoFacts {
  /** `H264`, `H265`, `JPEG`, or the name that the camera declares. */
  readonly codec: string;
  /** Null: the codec has none, or none was received. */
  readonly profile: string | null;
  readonly level: string | null;
  /** Pixels; null: not received. */
  readonly width: number | null;
  readonly height: number | null;
  /** Measured frames per second, else the declared rate; null: neither. */
  readonly frameRate: number | null;
  /** Bits a second of the pictures, measured; null: too little was sent. */
  readonly bitrate: number | null;
  /** The longest time between two key frames, in ms; null: fewer than two came. */
  readonly keyFrameIntervalMs: number | null;
  /** Key frames that came. */
  readonly keyFrames: number;
  /** Whether there are B-frames. Null: unknown. */
  readonly bFrames: boolean | null;
  /** Whether the picture is refreshed bit by bit, with no key frame but one that began the stream (H.264 only). */
  readonly hasIntraRefresh: boolean;
  /** Whether Motion JPEG has no size: RTP supports sizes up to 2040×2040 only (RFC 2435 §3.1.5). */
  readonly hasNoSize: boolean;
  /** Pictures whose RTP time was off that of their neighbors. */
  readonly timestampJumps: number;
  /** For how long pictures were watched, in ms. */
  readonly watchedMs: number;
}

/** A whole key frame. */
export interface KeyFrame {
  /** `jpeg`: a file as it is; else the input format of FFmpeg. */
  readonly format: 'h264' | 'hevc' | 'jpeg';
  /** For FFmpeg: parameter sets and the frame, with start codes (H.264 and H.265 annex B). */
  readonly bytes: Buffer;
}
