/** The Media Source Extensions constructor of this browser. iPhones have only `ManagedMediaSource`. */
export function mediaSourceConstructor(): typeof MediaSource | undefined {
  const { ManagedMediaSource, MediaSource: standard } = globalThis as typeof globalThis & {
    ManagedMediaSource?: typeof MediaSource;
  };
  return standard ?? ManagedMediaSource;
}

/** Whether the browser plays this codec from appended fragmented MP4. */
export function canPlayCodec(codec: string): boolean {
  return mediaSourceConstructor()?.isTypeSupported(mimeType(codec)) ?? false;
}

const mimeType = (codec: string): string => `video/mp4; codecs="${codec}"`;

/** A source buffer that a video element plays. */
export class MediaBuffer {
  private constructor(
    private readonly source: MediaSource,
    private readonly buffer: SourceBuffer,
  ) {}

  /** Attaches a buffer to `video`. The codec may resolve after the media source has opened. */
  static async open(video: HTMLVideoElement, codec: Promise<string>): Promise<MediaBuffer> {
    const Source = mediaSourceConstructor();
    if (!Source) throw new Error('The browser has no Media Source Extensions.');
    const source = new Source();
    const url = URL.createObjectURL(source);
    const opened = new Promise((resolve) => source.addEventListener('sourceopen', resolve, { once: true }));
    video.disableRemotePlayback = true; // Required by ManagedMediaSource.
    video.src = url;
    const [resolvedCodec] = await Promise.all([codec, opened]);
    URL.revokeObjectURL(url);
    return new MediaBuffer(source, source.addSourceBuffer(mimeType(resolvedCodec)));
  }

  /** Buffered range, s; null when empty. */
  get range(): { readonly start: number; readonly end: number } | null {
    const { buffered } = this.buffer;
    return buffered.length > 0 ? { start: buffered.start(0), end: buffered.end(buffered.length - 1) } : null;
  }

  /** Appends all chunks in one operation. Separate operations would each wait for the main thread. */
  append(chunks: readonly ArrayBuffer[]): Promise<void> {
    const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0));
    let at = 0;
    for (const chunk of chunks) {
      bytes.set(new Uint8Array(chunk), at);
      at += chunk.byteLength;
    }
    return this.update(() => this.buffer.appendBuffer(bytes));
  }

  /** Removes the video before a position, s. */
  remove(before: number): Promise<void> {
    return this.update(() => this.buffer.remove(0, before));
  }

  private update(change: () => void): Promise<void> {
    if (this.source.readyState !== 'open') return Promise.reject(new Error('The media source is closed.'));
    return new Promise((resolve, reject) => {
      const done = new AbortController();
      const once = (callback: () => void) => () => (done.abort(), callback());
      const { signal } = done;
      this.buffer.addEventListener('updateend', once(resolve), { signal });
      this.buffer.addEventListener(
        'error',
        once(() => reject(new Error('The media data is invalid.'))),
        { signal },
      );
      change();
    });
  }
}
