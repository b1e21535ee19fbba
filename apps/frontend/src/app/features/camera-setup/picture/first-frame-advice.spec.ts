/** @jest-environment node */
import { type Camera, type PitStream, UNKNOWN_STREAM } from '@ppf/contracts';
import { firstFrameAdvice } from './first-frame-advice';

const stream = (status: PitStream['status']): PitStream => ({ ...UNKNOWN_STREAM, status });
const camera = (kind: Camera['kind']) => ({ kind }) as Camera;

describe('firstFrameAdvice', () => {
  it.each([
    ['pull', 'offline', /^The media server doesn’t receive video from the camera yet\. Test/],
    ['pull', 'connecting', /^The media server doesn’t receive/],
    ['push', 'offline', /^Nothing has been published yet/],
    ['push', 'live', /^The media server receives the video/],
  ] as const)(
    'starts with the most likely cause for a camera of kind %s that is %s',
    (kind, status, first) => {
      expect(firstFrameAdvice({ camera: camera(kind), stream: stream(status) })[0]).toMatch(first);
    },
  );
});
