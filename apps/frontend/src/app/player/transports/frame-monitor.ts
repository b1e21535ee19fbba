/** Interval at which the decoder's frame count is read while no frame is shown, ms. */
const COUNT_INTERVAL_MS = 500;
/** Time without a shown frame after which the decoder's count decides, ms. */
const SHOWN_FRAME_TIMEOUT_MS = 1_000;

/**
 * Reports the frames of a video element. Shown frames are reported by `requestVideoFrameCallback`. A page that is hidden,
 * covered or scrolled away shows none; there the count of decoded frames is used.
 */
export class FrameMonitor {
  private readonly timer = setInterval(() => void this.readCount(), COUNT_INTERVAL_MS);
  private shownAt = -Infinity;
  /** Last read count of decoded frames; null if a frame was shown since. */
  private lastCount: number | null = 0;
  private isStopped = false;

  /** @param countDecoded reads the number of decoded frames */
  constructor(
    private readonly video: HTMLVideoElement,
    private readonly countDecoded: () => Promise<number>,
    private readonly onFrame: () => void,
  ) {
    this.awaitShownFrame();
  }

  stop(): void {
    this.isStopped = true;
    clearInterval(this.timer);
  }

  private awaitShownFrame(): void {
    this.video.requestVideoFrameCallback?.(() => {
      if (this.isStopped) return;
      this.shownAt = performance.now();
      this.lastCount = null;
      this.onFrame();
      this.awaitShownFrame();
    });
  }

  private async readCount(): Promise<void> {
    if (performance.now() - this.shownAt < SHOWN_FRAME_TIMEOUT_MS) return;
    const count = await this.countDecoded().catch(() => null);
    if (this.isStopped || count === null) return;
    const hasAdvanced = this.lastCount !== null && count > this.lastCount;
    this.lastCount = count;
    if (hasAdvanced) this.onFrame();
  }
}
