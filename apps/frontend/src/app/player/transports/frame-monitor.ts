/** Interval at which the decoder's frame count is read while no frame is shown, ms. */
const COUNT_INTERVAL_MS = 500;
/** Interval of the reports while frames are shown, ms. */
export const REPORT_INTERVAL_MS = 250;
/** Time without a shown frame after which the decoder's count decides, ms. */
const SHOWN_FRAME_TIMEOUT_MS = 1_000;

/**
 * Reports that a video element shows frames: the first one immediately, later ones at an interval. Shown frames are
 * reported by `requestVideoFrameCallback`. A page that is hidden, covered or scrolled away shows none; there the count of
 * decoded frames is used.
 */
export class FrameMonitor {
  private readonly timer = setInterval(() => void this.readCount(), COUNT_INTERVAL_MS);
  private shownAt = -Infinity;
  /** Last read count of decoded frames; null if a frame was shown since. */
  private lastCount: number | null = 0;
  private isStopped = false;
  private nextReport: ReturnType<typeof setTimeout> | undefined;

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
    clearTimeout(this.nextReport);
  }

  private awaitShownFrame(): void {
    this.video.requestVideoFrameCallback?.(() => {
      if (this.isStopped) return;
      this.shownAt = performance.now();
      this.lastCount = null;
      this.onFrame();
      this.nextReport = setTimeout(() => this.awaitShownFrame(), untilNextReport());
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

/**
 * Each callback makes the browser render the page on the main thread, which a page with many videos would do for every frame
 * of the screen. The monitors of a page wait until the same moments, so that they share these.
 */
function untilNextReport(): number {
  return REPORT_INTERVAL_MS - (performance.now() % REPORT_INTERVAL_MS);
}
