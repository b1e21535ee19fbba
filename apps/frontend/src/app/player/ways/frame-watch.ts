/** How often the decoder's own count is asked where the page shows nothing, ms. */
const COUNT_EVERY = 500;
/** Without a shown frame for so long, the decoder's count decides, ms. */
const SHOWN_SILENCE = 1_000;

/**
 * Tells each frame of a video element. Shown frames tell themselves (`requestVideoFrameCallback`); a page that is
 * hidden, covered or scrolled away shows none, and there the count of decoded frames speaks.
 */
export class FrameWatch {
  private readonly timer = setInterval(() => void this.askCount(), COUNT_EVERY);
  private shownAt = -Infinity;
  /** Decoded frames when last asked; null when a frame was shown since. */
  private counted: number | null = 0;
  private over = false;

  /** @param count decoded frames so far */
  constructor(
    private readonly video: HTMLVideoElement,
    private readonly count: () => Promise<number>,
    private readonly onFrame: () => void,
  ) {
    this.awaitShownFrame();
  }

  stop(): void {
    this.over = true;
    clearInterval(this.timer);
  }

  private awaitShownFrame(): void {
    this.video.requestVideoFrameCallback?.(() => {
      if (this.over) return;
      this.shownAt = performance.now();
      this.counted = null;
      this.onFrame();
      this.awaitShownFrame();
    });
  }

  private async askCount(): Promise<void> {
    if (performance.now() - this.shownAt < SHOWN_SILENCE) return;
    const count = await this.count().catch(() => null);
    if (this.over || count === null) return;
    const advanced = this.counted !== null && count > this.counted;
    this.counted = count;
    if (advanced) this.onFrame();
  }
}
