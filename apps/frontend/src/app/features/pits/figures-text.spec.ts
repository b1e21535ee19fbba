import { figuresText } from './figures-text';

const figures = { width: 640, height: 360, fps: 24.9, bitrate: 1_120_000, latencyMs: 81.4 };

describe('figuresText', () => {
  it('says them as people do', () => {
    expect(figuresText(figures)).toBe('640 × 360 · 25 fps · 1.1 Mbit/s · 81 ms');
    expect(figuresText({ ...figures, bitrate: 240_400, latencyMs: 4210 })).toContain('240 kbit/s · 4.2 s');
  });

  it('leaves out what is not known', () => {
    expect(figuresText({ ...figures, fps: 0, bitrate: 0, latencyMs: null })).toBe('640 × 360');
    expect(figuresText(null)).toBe('');
    expect(figuresText({ ...figures, width: 0 })).toBe('');
  });
});
