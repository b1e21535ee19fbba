/** A source buffer for jsdom. Each appended byte is one second of video. */
export class FakeSourceBuffer extends EventTarget {
  readonly appended: number[] = [];
  start = 0;

  get buffered(): TimeRanges {
    const { start } = this;
    // The first byte is the initialization segment, which contains no video.
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

/** A media source for jsdom that opens immediately. */
export class FakeMediaSource extends EventTarget {
  static instances: FakeMediaSource[] = [];
  static readonly supportedTypes = new Set(['video/mp4; codecs="avc1.42c01f"']);
  readonly buffers: FakeSourceBuffer[] = [];
  readyState = 'open';

  static isTypeSupported(type: string): boolean {
    return FakeMediaSource.supportedTypes.has(type);
  }

  constructor() {
    super();
    FakeMediaSource.instances.push(this);
    queueMicrotask(() => this.dispatchEvent(new Event('sourceopen')));
  }

  addSourceBuffer(): FakeSourceBuffer {
    const buffer = new FakeSourceBuffer();
    this.buffers.push(buffer);
    return buffer;
  }

  /** Installs the fake and clears the instances of earlier tests. */
  static install(): void {
    FakeMediaSource.instances = [];
    Object.assign(globalThis, { MediaSource: FakeMediaSource });
    Object.assign(URL, { createObjectURL: () => 'blob:picture', revokeObjectURL: () => undefined });
    HTMLMediaElement.prototype.play = () => Promise.resolve();
    HTMLMediaElement.prototype.pause = () => undefined;
    HTMLMediaElement.prototype.load = () => undefined;
  }
}
