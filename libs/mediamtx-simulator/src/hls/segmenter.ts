import type { AccessUnit } from '../h264/access-unit-reader';
import { TIMESCALE, writeFragment, type Sample } from './fmp4';

/** A part of a segment, for low-latency players. */
export interface Part {
  id: number;
  /** Seconds. */
  duration: number;
  independent: boolean;
  body: Buffer;
}

/** A segment: from a key frame to the first one after the minimum duration. */
export interface Segment {
  id: number;
  started: Date;
  parts: Part[];
  /** Seconds; grows while the segment is open. */
  duration: number;
}

/** Durations in seconds. */
export interface SegmenterOptions {
  segmentDuration: number;
  /** Null: each segment has one part. */
  partDuration: number | null;
  firstSegmentId: number;
}

/** Events of the segmenter. */
export interface SegmenterEvents {
  part(segment: Segment): void;
  segment(segment: Segment): void;
}

/** Tolerated deficit of a part or segment in seconds, because frame times jitter. */
const TOLERANCE = 0.005;

/** Splits pictures into parts and segments. The arrival of the next picture determines the duration of a picture. */
export class Segmenter {
  /** The unfinished segment; null before the first key frame. */
  open: Segment | null = null;
  private nextPartId = 0;
  private fragments = 0;
  private pending: AccessUnit | null = null;
  private samples: Sample[] = [];
  private time = 0;
  private partStart = 0;

  constructor(
    private readonly options: SegmenterOptions,
    private readonly events: SegmenterEvents,
  ) {}

  /** Adds the next picture, in decoding order. */
  push(unit: AccessUnit): void {
    if (!this.pending && !unit.key) return;
    if (this.pending) {
      const duration = (unit.timestamp - this.pending.timestamp) >>> 0;
      // A camera that restarts within a session resets its clock: limit the duration of that picture.
      this.add(this.pending, duration < 10 * TIMESCALE ? duration : TIMESCALE / 25);
    }
    this.pending = unit;
    if (!this.open) this.begin();
    else if (unit.key && this.open.duration + this.unflushed >= this.options.segmentDuration - TOLERANCE) {
      this.flush();
      const done = this.open;
      this.begin(done.id + 1);
      this.events.segment(done);
    } else if (this.options.partDuration && this.unflushed >= this.options.partDuration - TOLERANCE) {
      this.flush();
    }
  }

  /** Number of the next part. */
  get upcomingPartId(): number {
    return this.nextPartId;
  }

  private get unflushed(): number {
    return (this.time - this.partStart) / TIMESCALE;
  }

  private begin(id = this.options.firstSegmentId): void {
    this.open = { id, started: new Date(), parts: [], duration: 0 };
  }

  private add({ units, key }: AccessUnit, duration: number): void {
    this.samples.push({ units, key, duration });
    this.time += duration;
  }

  private flush(): void {
    if (!this.open || this.samples.length === 0) return;
    const part = {
      id: this.nextPartId++,
      duration: this.unflushed,
      independent: this.samples[0]!.key,
      body: writeFragment(this.samples, this.fragments++, this.partStart),
    };
    this.samples = [];
    this.partStart = this.time;
    this.open.parts.push(part);
    this.open.duration += part.duration;
    this.events.part(this.open);
  }
}
