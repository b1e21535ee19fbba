/** Media Source Extensions as this browser has them; iPhones have only the managed kind. */
export function mediaSourceKind(): typeof MediaSource | undefined {
  const { ManagedMediaSource, MediaSource: usual } = globalThis as typeof globalThis & {
    ManagedMediaSource?: typeof MediaSource;
  };
  return usual ?? ManagedMediaSource;
}

/** Whether the browser plays this codec from fragmented MP4 that we hand to it. */
export function canBuffer(codec: string): boolean {
  return mediaSourceKind()?.isTypeSupported(typeOf(codec)) ?? false;
}

const typeOf = (codec: string): string => `video/mp4; codecs="${codec}"`;

/** What a video element plays, appended piece by piece. */
export class MediaBuffer {
  private constructor(
    private readonly source: MediaSource,
    private readonly buffer: SourceBuffer,
  ) {}

  /** Makes `video` play what will be appended. The codec may come later than the element's readiness. */
  static async open(video: HTMLVideoElement, codec: Promise<string>): Promise<MediaBuffer> {
    const Kind = mediaSourceKind();
    if (!Kind) throw new Error('The browser has no media source.');
    const source = new Kind();
    const address = URL.createObjectURL(source);
    const opened = new Promise((resolve) => source.addEventListener('sourceopen', resolve, { once: true }));
    video.disableRemotePlayback = true; // The managed kind wants it said.
    video.src = address;
    const [wanted] = await Promise.all([codec, opened]);
    URL.revokeObjectURL(address);
    return new MediaBuffer(source, source.addSourceBuffer(typeOf(wanted)));
  }

  /** Where what has come begins and ends, s; null for nothing. */
  get range(): { readonly start: number; readonly end: number } | null {
    const { buffered } = this.buffer;
    return buffered.length > 0 ? { start: buffered.start(0), end: buffered.end(buffered.length - 1) } : null;
  }

  /** Appends pieces at once: one by one, each would wait for its turn in the page's one thread. */
  append(pieces: readonly ArrayBuffer[]): Promise<void> {
    const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.byteLength, 0));
    let at = 0;
    for (const piece of pieces) {
      bytes.set(new Uint8Array(piece), at);
      at += piece.byteLength;
    }
    return this.settled(() => this.buffer.appendBuffer(bytes));
  }

  remove(before: number): Promise<void> {
    return this.settled(() => this.buffer.remove(0, before));
  }

  private settled(change: () => void): Promise<void> {
    if (this.source.readyState !== 'open') return Promise.reject(new Error('The picture was taken away.'));
    return new Promise((resolve, reject) => {
      const done = new AbortController();
      const settle = (how: () => void) => () => (done.abort(), how());
      const { signal } = done;
      this.buffer.addEventListener('updateend', settle(resolve), { signal });
      this.buffer.addEventListener(
        'error',
        settle(() => reject(new Error('The media is broken.'))),
        { signal },
      );
      change();
    });
  }
}
