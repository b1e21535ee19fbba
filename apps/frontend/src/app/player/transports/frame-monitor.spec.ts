/** @jest-environment node */
import { FrameMonitor } from './frame-monitor';

/** A video element whose frames the test controls. */
class FakeVideo {
  private callback: (() => void) | null = null;
  requestVideoFrameCallback(callback: () => void): number {
    this.callback = callback;
    return 1;
  }
  emitFrame(): void {
    this.callback?.();
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

  it('reports each shown frame', () => {
    video.emitFrame();
    video.emitFrame();
    expect(frames).toHaveBeenCalledTimes(2);
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
