import { type AccessUnit, VIDEO_CLOCK_RATE } from '@ppf/rtsp-wire';
import { CLIP_FPS, type H264Clip } from './h264-clip';

/** A picture with its time. */
export interface TimedFrame extends AccessUnit {
  /** RTP ticks. Continues across the end of the loop and across a freeze. */
  readonly timestamp: number;
}

/** With a larger delay, as after a suspended process, the clock restarts from now instead of catching up. */
const MAX_CATCH_UP_MS = 1000;

/** The image sensor of a camera: plays a clip in a loop and in real time to its observers. Without observers it halts. */
export class ClipClock {
  private readonly listeners = new Set<(frame: TimedFrame) => void>();
  private timer: NodeJS.Timeout | undefined;
  private frozen = false;
  private periodMs = 1000 / CLIP_FPS;
  private frame = 0;
  private dueAt = 0;
  private readonly startedAt = performance.now();

  constructor(private readonly clip: H264Clip) {}

  /** Passes every frame from the next one on to `listener`, until the returned function is called. */
  observe(listener: (frame: TimedFrame) => void): () => void {
    this.listeners.add(listener);
    this.run();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.halt();
    };
  }

  /** Stops the pictures. Observers stay registered. */
  freeze(): void {
    this.frozen = true;
    this.halt();
  }

  /** Continues with the picture after the last one, so that the stream stays decodable. */
  resume(): void {
    this.frozen = false;
    this.run();
  }

  /** Changes the frame rate from 25 frames per second. */
  setFrameRate(fps: number): void {
    this.periodMs = 1000 / fps;
    this.halt();
    this.run();
  }

  /** Halts and removes all observers. */
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
    if (now - this.dueAt > MAX_CATCH_UP_MS) this.dueAt = now;
    this.timer = undefined;
    while (this.dueAt <= now && this.listeners.size > 0 && !this.frozen) this.emit();
    if (this.listeners.size === 0 || this.frozen) return;
    this.timer = setTimeout(() => this.tick(), Math.max(0, this.dueAt - performance.now()));
  }

  private emit(): void {
    const unit = this.clip.accessUnits[this.frame];
    this.frame = (this.frame + 1) % this.clip.accessUnits.length;
    const timestamp = Math.round(((this.dueAt - this.startedAt) * VIDEO_CLOCK_RATE) / 1000) % 2 ** 32;
    this.dueAt += this.periodMs;
    if (unit) for (const listener of [...this.listeners]) listener({ ...unit, timestamp });
  }
}
