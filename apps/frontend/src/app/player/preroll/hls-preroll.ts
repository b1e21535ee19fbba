import { canPlayCodec, MediaBuffer } from './media-buffer';
import { type HlsAddress, openPartSource, type PartSource } from './part-source';
import { planCatchUp, startPosition } from './plan-catch-up';

/** Time that the last frame stays after the end, so that the next picture is on screen before it goes, ms. */
const REMOVE_DELAY_MS = 250;

/**
 * Shows the first picture without waiting for a key frame. The media server keeps the current group of pictures as parts
 * of low-latency HLS; the preroll loads them into its own video element and continues part by part, about 0.4 s behind
 * live. It starts in the constructor, has no retries and ends at its first error.
 */
export class HlsPreroll {
  /** Element with the picture. The owner of the preroll inserts it into the page. */
  readonly video = document.createElement('video');
  /** Resolves with the reason when playback ends; never after `close()`. */
  readonly ended: Promise<Error>;
  /** Resolves when all available parts have been requested; never if that fails. */
  readonly requested: Promise<void>;
  private static active = 0;
  private resolveRequested: () => void = () => undefined;
  private readonly closing = new AbortController();

  /** Number of open prerolls on this page. */
  static get activeCount(): number {
    return HlsPreroll.active;
  }

  constructor(address: HlsAddress) {
    HlsPreroll.active += 1;
    this.video.muted = true;
    this.video.playsInline = true;
    this.requested = new Promise((resolve) => (this.resolveRequested = resolve));
    const finished = this.play(address).then(
      () => new Error('The stream has no more parts.'),
      (reason: unknown) => (reason instanceof Error ? reason : new Error('The preroll failed.')),
    );
    this.ended = new Promise((resolve) => {
      void finished.then((reason) => this.closing.signal.aborted || resolve(reason));
    });
  }

  /** Whether it was closed. */
  get isClosed(): boolean {
    return this.closing.signal.aborted;
  }

  /** Stops playback. The element is removed shortly after. */
  close(): void {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    HlsPreroll.active -= 1;
    this.video.pause();
    setTimeout(() => {
      this.video.remove();
      this.video.removeAttribute('src');
      this.video.load();
    }, REMOVE_DELAY_MS);
  }

  private async play(address: HlsAddress): Promise<void> {
    const { signal } = this.closing;
    const opening = openPartSource(address, signal);
    const codec = opening.then((source) => {
      this.resolveRequested();
      if (!canPlayCodec(source.codec)) throw new Error('The browser does not support this codec.');
      return source.codec;
    });
    const [source, buffer] = await Promise.all([opening, MediaBuffer.open(this.video, codec)]);
    await this.start(source, buffer);
    for await (const part of source.live()) {
      if (signal.aborted) return;
      await buffer.append([part]);
      await this.catchUp(buffer);
    }
  }

  private async start(source: PartSource, buffer: MediaBuffer): Promise<void> {
    await buffer.append(await source.backlog);
    if (!buffer.range) throw new Error('The parts contain no video.');
    this.video.currentTime = startPosition(buffer.range);
    // Rejected only where a muted video may not start without a click. The frame monitor detects that.
    this.video.play().catch(() => undefined);
  }

  private async catchUp(buffer: MediaBuffer): Promise<void> {
    if (!buffer.range) return;
    const plan = planCatchUp({ ...buffer.range, position: this.video.currentTime });
    this.video.playbackRate = plan.rate;
    if (plan.seekTo !== null) this.video.currentTime = plan.seekTo;
    if (plan.removeBefore !== null) await buffer.remove(plan.removeBefore);
  }
}
