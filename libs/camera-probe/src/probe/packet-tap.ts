import type { ConnectionListener } from '../rtsp/rtsp-connection';
import type { TrackWatch } from '../video/track-watch';
import { STALLED_AFTER_MS } from './check-video';
import type { ProbeLimits } from './probe-limits';

/** Interval of the check whether to end, in ms. */
const CHECK_INTERVAL_MS = 50;

/** Reason for the end. */
export type WatchEnd = 'enough' | 'time-over' | 'hung-up';

/** Passes the packets of one channel to a track watch, and ends when enough was received. */
export class PacketTap implements ConnectionListener {
  private channel = -1;
  private watch: TrackWatch | null = null;
  private isDisconnected = false;
  private hasEnded = false;

  constructor(private readonly now: () => number) {}

  /** Passes the packets of this channel to the watch from now on. */
  attach(channel: number, watch: TrackWatch): void {
    this.channel = channel;
    this.watch = watch;
  }

  onPacket(channel: number, payload: Buffer): void {
    if (channel === this.channel && !this.hasEnded) this.watch?.push(payload, this.now());
  }

  onEnd(): void {
    this.isDisconnected = true;
  }

  /**
   * Waits until enough was received, the time is over, the size limit is reached, or the camera disconnected.
   * @param leftMs Remaining time of the test.
   */
  waitUntilDone(leftMs: number, limits: ProbeLimits): Promise<WatchEnd> {
    const start = this.now();
    return new Promise((resolve) => {
      const timer = setInterval(() => {
        const why = this.endReason(start, leftMs, limits);
        if (why === null) return;
        clearInterval(timer);
        this.hasEnded = true;
        resolve(why);
      }, CHECK_INTERVAL_MS);
    });
  }

  private endReason(start: number, leftMs: number, limits: ProbeLimits): WatchEnd | null {
    if (this.isEnough(limits)) return 'enough';
    if (this.isDisconnected) return 'hung-up';
    const maxMs = this.lacksKeyFrame()
      ? Math.max(limits.maxWatchMs, limits.maxKeyFrameWaitMs)
      : limits.maxWatchMs;
    return this.now() - start >= Math.min(leftMs, maxMs) ? 'time-over' : null;
  }

  // Only a longer measurement distinguishes key frames every 10 s, a warning, from none at all, an error.
  private lacksKeyFrame(): boolean {
    if (this.watch?.lastPacketMs === null || this.now() - (this.watch?.lastPacketMs ?? 0) > STALLED_AFTER_MS)
      return false;
    const { keyFrames, hasIntraRefresh } = this.watch?.facts() ?? {};
    return keyFrames === 0 || hasIntraRefresh === true;
  }

  // Two key frames delimit one complete group of pictures.
  private isEnough(limits: ProbeLimits): boolean {
    if (this.watch === null || this.watch.bytes >= limits.mediaBytes) return true;
    const { keyFrames, watchedMs } = this.watch.facts();
    return keyFrames >= 2 && watchedMs >= limits.minWatchMs;
  }
}
