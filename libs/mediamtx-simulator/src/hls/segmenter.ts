import type { AccessUnit } from '../h264/access-unit-reader';
import { TIMESCALE, writeFragment, type Sample } from './fmp4';

/** A part of a segment: what low-latency players load. */
export interface Part {
  id: number;
  /** Seconds. */
  duration: number;
  independent: boolean;
  body: Buffer;
}

/** A segment: from a key frame to the next one that is late enough. */
export interface Segment {
  id: number;
  started: Date;
  parts: Part[];
  /** Seconds; grows while the segment is open. */
  duration: number;
}

/** Cutting rules, in seconds. */
export interface SegmenterOptions {
  segmentDuration: number;
  /** Null: a segment is one part. */
  partDuration: number | null;
  firstSegmentId: number;
}

/** What comes out. */
export interface SegmenterEvents {
  part(segment: Segment): void;
  segment(segment: Segment): void;
}

/** Frames jitter a little; a part that lacks less than this is whole. */
const TOLERANCE = 0.005;

/** Cuts pictures into parts and segments. A picture goes in when the next one has come: then its length is known. */
export class Segmenter {
  /** The segment that grows; null before the first key frame. */
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

  /** Takes the next picture, in the order of decoding. */
  push(unit: AccessUnit): void {
    if (!this.pending && !unit.key) return;
    if (this.pending) {
      const duration = (unit.timestamp - this.pending.timestamp) >>> 0;
      // A clock that jumps (a camera that restarted inside one session) must not make an endless picture.
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

  /** The number that the next part gets. */
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
