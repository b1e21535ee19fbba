/** @jest-environment node */
import { UNKNOWN_STREAM } from '@ppf/contracts';
import { codecText, figuresText } from './figures-text';

const figures = { width: 1280, height: 720, fps: 24.9, bitrate: 1_120_000, latencyMs: 81.4 };
const stream = { ...UNKNOWN_STREAM, height: 1080, bits_per_second: 2_000_000 };

describe('figuresText', () => {
  it('shows what the player measures', () => {
    expect(figuresText(figures, stream)).toBe('720p · 25 fps · 1.1 Mbit/s · 81 ms');
    expect(figuresText({ ...figures, bitrate: 240_400, latencyMs: 4210 }, stream)).toContain(
      '240 kbit/s · 4.2 sec',
    );
  });

  it('shows what the media server reports while the player has no video', () => {
    expect(figuresText(null, stream)).toBe('1080p · 2.0 Mbit/s');
    expect(figuresText({ ...figures, width: 0 }, stream)).toBe('1080p · 2.0 Mbit/s');
    expect(figuresText({ ...figures, bitrate: 0 }, stream)).toContain('2.0 Mbit/s');
  });

  it('omits unknown values', () => {
    expect(figuresText({ ...figures, fps: 0, bitrate: 0, latencyMs: null }, UNKNOWN_STREAM)).toBe('720p');
    expect(figuresText(null, UNKNOWN_STREAM)).toBe('');
    expect(figuresText(null, { height: null, bits_per_second: 0 })).toBe('');
  });

  it('names the codec', () => {
    expect(codecText({ codec: 'H264', profile: 'High' })).toBe('H264 High');
    expect(codecText({ codec: 'MJPEG', profile: null })).toBe('MJPEG');
    expect(codecText(UNKNOWN_STREAM)).toBe('');
  });
});
