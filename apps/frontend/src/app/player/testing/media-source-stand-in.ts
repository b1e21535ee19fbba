/** Ends where tests want it: jsdom has no media. A byte is a second of video. */
export class SourceBufferStandIn extends EventTarget {
  readonly appended: number[] = [];
  start = 0;

  get buffered(): TimeRanges {
    const { start } = this;
    // The first piece is the initialisation segment: it holds no picture.
    const end = start + this.appended.length - 1;
    return { length: end > start ? 1 : 0, start: () => start, end: () => end };
  }

  appendBuffer(bytes: Uint8Array): void {
    this.appended.push(...bytes);
    queueMicrotask(() => this.dispatchEvent(new Event('updateend')));
  }

  remove(): void {
    queueMicrotask(() => this.dispatchEvent(new Event('updateend')));
  }
}

/** A media source that opens at once. */
export class MediaSourceStandIn extends EventTarget {
  static made: MediaSourceStandIn[] = [];
  static readonly plays = new Set(['video/mp4; codecs="avc1.42c01f"']);
  readonly buffers: SourceBufferStandIn[] = [];
  readyState = 'open';

  static isTypeSupported(type: string): boolean {
    return MediaSourceStandIn.plays.has(type);
  }

  constructor() {
    super();
    MediaSourceStandIn.made.push(this);
    queueMicrotask(() => this.dispatchEvent(new Event('sourceopen')));
  }

  addSourceBuffer(): SourceBufferStandIn {
    const buffer = new SourceBufferStandIn();
    this.buffers.push(buffer);
    return buffer;
  }

  /** Gives this page media, and takes what an earlier test left. */
  static install(): void {
    MediaSourceStandIn.made = [];
    Object.assign(globalThis, { MediaSource: MediaSourceStandIn });
    Object.assign(URL, { createObjectURL: () => 'blob:picture', revokeObjectURL: () => undefined });
    HTMLMediaElement.prototype.play = () => Promise.resolve();
    HTMLMediaElement.prototype.pause = () => undefined;
    HTMLMediaElement.prototype.load = () => undefined;
  }
}
