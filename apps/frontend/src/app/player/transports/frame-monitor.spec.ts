/** @jest-environment node */
import { FrameMonitor, REPORT_INTERVAL_MS } from './frame-monitor';

/** A video element whose frames the test controls. */
class FakeVideo {
  private callback: (() => void) | null = null;
  get isWaiting(): boolean {
    return this.callback !== null;
  }
  requestVideoFrameCallback(callback: () => void): number {
    this.callback = callback;
    return 1;
  }
  emitFrame(): void {
    const { callback } = this;
    this.callback = null;
    callback?.();
  }
}

describe('FrameMonitor', () => {
  let video: FakeVideo;
  let decoded: number;
  let frames: jest.Mock;
  let watch: FrameMonitor;

  beforeEach(() => {
    jest.useFakeTimers();
    video = new FakeVideo();
    decoded = 0;
    frames = jest.fn();
    watch = new FrameMonitor(video as unknown as HTMLVideoElement, () => Promise.resolve(decoded), frames);
  });
  afterEach(() => {
    watch.stop();
    jest.useRealTimers();
  });

  it('reports the first shown frame, and then one per interval', () => {
    video.emitFrame();
    expect(frames).toHaveBeenCalledTimes(1);
    for (let each = 0; each < 8; each += 1) {
      jest.advanceTimersByTime(REPORT_INTERVAL_MS);
      video.emitFrame();
    }
    expect(frames).toHaveBeenCalledTimes(9);
  });

  it('requests no callback for the frames between, at the same moments as the other monitors', async () => {
    const other = new FakeVideo();
    const otherWatch = new FrameMonitor(other as unknown as HTMLVideoElement, async () => 0, frames);
    video.emitFrame();
    await jest.advanceTimersByTimeAsync(100);
    other.emitFrame();
    expect([video.isWaiting, other.isWaiting]).toEqual([false, false]);
    const moments: number[] = [];
    for (let each = 0; each < REPORT_INTERVAL_MS; each += 1) {
      const before = [video.isWaiting, other.isWaiting];
      await jest.advanceTimersByTimeAsync(1);
      [video.isWaiting, other.isWaiting].forEach((isWaiting, at) => {
        if (isWaiting && !before[at]) moments.push(each);
      });
    }
    expect(moments).toEqual([moments[0], moments[0]]);
    otherWatch.stop();
  });

  it('reports decoded frames while none is shown', async () => {
    decoded = 3;
    await jest.advanceTimersByTimeAsync(500);
    decoded = 15;
    await jest.advanceTimersByTimeAsync(500);
    expect(frames).toHaveBeenCalledTimes(2);
  });

  it('does not count shown frames again when the picture freezes', async () => {
    video.emitFrame();
    decoded = 50;
    await jest.advanceTimersByTimeAsync(5_000);
    expect(frames).toHaveBeenCalledTimes(1);
  });

  it('uses the decoder’s count when the page is hidden', async () => {
    video.emitFrame();
    decoded = 50;
    await jest.advanceTimersByTimeAsync(1_500);
    decoded = 62;
    await jest.advanceTimersByTimeAsync(500);
    expect(frames).toHaveBeenCalledTimes(2);
  });

  it('reports nothing after stop', async () => {
    watch.stop();
    decoded = 9;
    video.emitFrame();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(frames).not.toHaveBeenCalled();
  });
});
