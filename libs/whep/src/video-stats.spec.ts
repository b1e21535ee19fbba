import { videoRates, type VideoStats } from './video-stats';

const EARLIER: VideoStats = {
  at: 1_000,
  framesDecoded: 100,
  bytesReceived: 1_000_000,
  width: 1280,
  height: 720,
  jitterBufferDelay: 2,
  jitterBufferEmittedCount: 100,
  roundTripTime: 0.02,
};

describe('videoRates', () => {
  it('calculates frame rate, bitrate and delay between two samples', () => {
    const later = {
      ...EARLIER,
      at: 3_000,
      framesDecoded: 150,
      bytesReceived: 1_250_000,
      jitterBufferDelay: 3,
      jitterBufferEmittedCount: 150,
    };
    expect(videoRates(EARLIER, later)).toEqual({
      width: 1280,
      height: 720,
      fps: 25,
      bitrate: 1_000_000,
      jitterDelayMs: 20,
      latencyMs: 30,
    });
  });

  it('has no delay while no frame leaves the jitter buffer', () => {
    expect(videoRates(EARLIER, { ...EARLIER, at: 2_000 })).toMatchObject({
      fps: 0,
      jitterDelayMs: null,
      latencyMs: null,
    });
  });

  it('has finite rates for two samples of the same instant', () => {
    expect(Number.isFinite(videoRates(EARLIER, EARLIER).fps)).toBe(true);
  });
});
