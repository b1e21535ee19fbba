import { FrameMonitor } from './frame-monitor';

/** jsdom shows no frames: the test shows them. */
class FakeVideo {
  private callback: (() => void) | null = null;
  requestVideoFrameCallback(callback: () => void): number {
    this.callback = callback;
    return 1;
  }
  showFrame(): void {
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

  it('tells every frame that is shown', () => {
    video.showFrame();
    video.showFrame();
    expect(frames).toHaveBeenCalledTimes(2);
  });

  it('tells frames that are decoded while none is shown', async () => {
    decoded = 3;
    await jest.advanceTimersByTimeAsync(500);
    decoded = 15;
    await jest.advanceTimersByTimeAsync(500);
    expect(frames).toHaveBeenCalledTimes(2);
  });

  it('does not take frames that were shown for new ones when the picture freezes', async () => {
    video.showFrame();
    decoded = 50;
    await jest.advanceTimersByTimeAsync(5_000);
    expect(frames).toHaveBeenCalledTimes(1);
  });

  it('goes on with the decoder’s count when the page is hidden', async () => {
    video.showFrame();
    decoded = 50;
    await jest.advanceTimersByTimeAsync(1_500);
    decoded = 62;
    await jest.advanceTimersByTimeAsync(500);
    expect(frames).toHaveBeenCalledTimes(2);
  });

  it('tells nothing once it is stopped', async () => {
    watch.stop();
    decoded = 9;
    video.showFrame();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(frames).not.toHaveBeenCalled();
  });
});
