import { CLIP_FPS, type AccessUnit, type H264Clip } from './h264-clip';
import { RTP_CLOCK } from './rtp-packetizer';

/** A picture on its way: `timestamp` in RTP ticks goes on over the end of the loop and over a freeze. */
export interface TimedFrame extends AccessUnit {
  readonly timestamp: number;
}

/** Further behind than this (a suspended process), it goes on from now instead of catching up. */
const GIVE_UP_CATCHING_UP_MS = 1000;

/** The "sensor" of a camera: plays a clip in a loop, in real time, to whoever listens. Unobserved it stands still. */
export class ClipClock {
  private readonly listeners = new Set<(frame: TimedFrame) => void>();
  private timer: NodeJS.Timeout | undefined;
  private frozen = false;
  private periodMs = 1000 / CLIP_FPS;
  private frame = 0;
  private dueAt = 0;
  private readonly startedAt = performance.now();

  constructor(private readonly clip: H264Clip) {}

  /** Hands every frame from the next one on to `listener`, until the returned function is called. */
  observe(listener: (frame: TimedFrame) => void): () => void {
    this.listeners.add(listener);
    this.run();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.halt();
    };
  }

  /** Stops the pictures, and nothing else. */
  freeze(): void {
    this.frozen = true;
    this.halt();
  }

  /** Goes on with the next picture of the clip, which the last one decodes. */
  resume(): void {
    this.frozen = false;
    this.run();
  }

  /** Sends every picture, at `fps` a second instead of 25. */
  pace(fps: number): void {
    this.periodMs = 1000 / fps;
    this.halt();
    this.run();
  }

  /** Stands still and forgets who listened. */
  close(): void {
    this.listeners.clear();
    this.halt();
  }

  private run(): void {
    if (this.timer || this.frozen || this.listeners.size === 0) return;
    this.dueAt = performance.now();
    this.tick();
  }

  private halt(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private tick(): void {
    const now = performance.now();
    if (now - this.dueAt > GIVE_UP_CATCHING_UP_MS) this.dueAt = now;
    this.timer = undefined;
    while (this.dueAt <= now && this.listeners.size > 0 && !this.frozen) this.emit();
    if (this.listeners.size === 0 || this.frozen) return;
    this.timer = setTimeout(() => this.tick(), Math.max(0, this.dueAt - performance.now()));
  }

  private emit(): void {
    const unit = this.clip.accessUnits[this.frame];
    this.frame = (this.frame + 1) % this.clip.accessUnits.length;
    const timestamp = Math.round(((this.dueAt - this.startedAt) * RTP_CLOCK) / 1000) % 2 ** 32;
    this.dueAt += this.periodMs;
    if (unit) for (const listener of [...this.listeners]) listener({ ...unit, timestamp });
  }
}
