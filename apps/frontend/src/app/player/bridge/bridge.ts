import { beginAt, followLive } from './follow-live';
import { canBuffer, MediaBuffer } from './media-buffer';
import { type HlsAddress, openParts, type PartSource } from './part-source';

/** How long its last frame stays after the end: what takes over has to be on the screen first, ms. */
const LEAVE_AFTER = 250;

/**
 * The first picture, without waiting for a key frame: the media server keeps the current group of pictures as parts of
 * low-latency HLS. Loads them by hand into a video element of its own and goes on part by part, about 0.4 s behind live.
 * Begins when made. Nobody depends on it: it has no retries, and ends at its first fault.
 */
export class Bridge {
  /** Where the picture is; whoever made the bridge puts it somewhere. */
  readonly video = document.createElement('video');
  /** Comes once with the reason when there will be no more pictures; not after `close()`. */
  readonly ended: Promise<Error>;
  /** Comes once the parts up to now are on their way; not where it fails before. */
  readonly asked: Promise<void>;
  private static running = 0;
  private tellAsked: () => void = () => undefined;
  private readonly closing = new AbortController();

  /** How many there are on this page. */
  static get atWork(): number {
    return Bridge.running;
  }

  constructor(address: HlsAddress) {
    Bridge.running += 1;
    this.video.muted = true;
    this.video.playsInline = true;
    this.asked = new Promise((resolve) => (this.tellAsked = resolve));
    const over = this.play(address).then(
      () => new Error('There are no more parts.'),
      (reason: unknown) => (reason instanceof Error ? reason : new Error('The bridge broke.')),
    );
    this.ended = new Promise((resolve) => {
      void over.then((why) => this.closing.signal.aborted || resolve(why));
    });
  }

  /** Whether it was closed. */
  get isOver(): boolean {
    return this.closing.signal.aborted;
  }

  /** Ends it. The element leaves the page a little later. */
  close(): void {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    Bridge.running -= 1;
    this.video.pause();
    setTimeout(() => {
      this.video.remove();
      this.video.removeAttribute('src');
      this.video.load();
    }, LEAVE_AFTER);
  }

  private async play(address: HlsAddress): Promise<void> {
    const { signal } = this.closing;
    const opening = openParts(address, signal);
    const codec = opening.then((source) => {
      this.tellAsked();
      if (!canBuffer(source.codec)) throw new Error('The browser does not play this codec.');
      return source.codec;
    });
    const [source, buffer] = await Promise.all([opening, MediaBuffer.open(this.video, codec)]);
    await this.begin(source, buffer);
    for await (const part of source.live()) {
      if (signal.aborted) return;
      await buffer.append([part]);
      await this.follow(buffer);
    }
  }

  private async begin(source: PartSource, buffer: MediaBuffer): Promise<void> {
    await buffer.append(await source.backlog);
    if (!buffer.range) throw new Error('The parts hold no picture.');
    this.video.currentTime = beginAt(buffer.range);
    // Refused only where a muted video may not start by itself: the watch on its frames finds that out.
    this.video.play().catch(() => undefined);
  }

  private async follow(buffer: MediaBuffer): Promise<void> {
    if (!buffer.range) return;
    const plan = followLive({ ...buffer.range, at: this.video.currentTime });
    this.video.playbackRate = plan.rate;
    if (plan.jumpTo !== null) this.video.currentTime = plan.jumpTo;
    if (plan.removeBefore !== null) await buffer.remove(plan.removeBefore);
  }
}
