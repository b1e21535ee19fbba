/** Running totals of the received video, from `getStats()` (W3C webrtc-stats: inbound-rtp, candidate-pair). */
export interface VideoStats {
  /** Time of the sample on the clock of the statistics, ms. */
  readonly at: number;
  readonly framesDecoded: number;
  readonly bytesReceived: number;
  /** Pixels; 0 until the first frame. */
  readonly width: number;
  readonly height: number;
  /** Total time of all frames in the jitter buffer, s. */
  readonly jitterBufferDelay: number;
  readonly jitterBufferEmittedCount: number;
  /** Round trip time to the server, s; null before the first connectivity check. */
  readonly roundTripTime: number | null;
}

/** Rates between two samples. */
export interface VideoRates {
  readonly width: number;
  readonly height: number;
  /** Decoded frames per second. */
  readonly fps: number;
  /** Received bits per second. */
  readonly bitrate: number;
  /** Mean time of a frame in the jitter buffer, ms; null when no frame left it. */
  readonly jitterDelayMs: number | null;
  /** Latency of network and buffering: half the round trip plus the jitter buffer, ms; null while unknown. */
  readonly latencyMs: number | null;
}

/** Reads the totals of a peer connection; null without video. */
export async function readVideoStats(connection: RTCPeerConnection): Promise<VideoStats | null> {
  let video: RTCInboundRtpStreamStats | undefined;
  let roundTripTime: number | null = null;
  (await connection.getStats()).forEach((entry: RTCStats) => {
    if (isInboundVideo(entry)) video = entry;
    if (isCandidatePair(entry) && entry.nominated) {
      roundTripTime = entry.currentRoundTripTime ?? roundTripTime;
    }
  });
  if (!video) return null;
  return {
    at: video.timestamp,
    framesDecoded: video.framesDecoded ?? 0,
    bytesReceived: video.bytesReceived ?? 0,
    width: video.frameWidth ?? 0,
    height: video.frameHeight ?? 0,
    jitterBufferDelay: video.jitterBufferDelay ?? 0,
    jitterBufferEmittedCount: video.jitterBufferEmittedCount ?? 0,
    roundTripTime,
  };
}

/** Calculates the rates between two samples of the same session. */
export function videoRates(earlier: VideoStats, later: VideoStats): VideoRates {
  const seconds = Math.max((later.at - earlier.at) / 1000, 0.001);
  const emitted = later.jitterBufferEmittedCount - earlier.jitterBufferEmittedCount;
  const jitterDelayMs =
    emitted > 0 ? ((later.jitterBufferDelay - earlier.jitterBufferDelay) / emitted) * 1000 : null;
  return {
    width: later.width,
    height: later.height,
    fps: (later.framesDecoded - earlier.framesDecoded) / seconds,
    bitrate: ((later.bytesReceived - earlier.bytesReceived) * 8) / seconds,
    jitterDelayMs,
    latencyMs:
      jitterDelayMs === null || later.roundTripTime === null
        ? null
        : jitterDelayMs + (later.roundTripTime * 1000) / 2,
  };
}

function isInboundVideo(entry: RTCStats): entry is RTCInboundRtpStreamStats {
  return entry.type === 'inbound-rtp' && Reflect.get(entry, 'kind') === 'video';
}

function isCandidatePair(entry: RTCStats): entry is RTCIceCandidatePairStats {
  return entry.type === 'candidate-pair';
}
