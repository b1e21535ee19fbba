/** @jest-environment node */
import type { CameraStream } from '@ppf/contracts';
import { streamText } from './stream-text';

const stream: CameraStream = {
  name: 'Profile 1',
  port: 554,
  source: null,
  tls: false,
  path: '/s1',
  codec: 'H264',
  width: 1920,
  height: 1080,
  frame_rate: 25,
  suits: 'main',
};

describe('streamText', () => {
  it('describes a stream with all values', () =>
    expect(streamText(stream)).toBe('H264 · 1920 × 1080 · 25 fps · /s1'));

  it('omits unknown values', () =>
    expect(streamText({ ...stream, codec: null, width: null, frame_rate: null })).toBe('/s1'));
});
