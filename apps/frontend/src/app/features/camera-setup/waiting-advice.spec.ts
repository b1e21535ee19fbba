import { type Camera, type PitStream, UNKNOWN_STREAM } from '@ppf/contracts';
import { waitingAdvice } from './waiting-advice';

const stream = (status: PitStream['status']): PitStream => ({ ...UNKNOWN_STREAM, status });
const camera = (kind: Camera['kind']) => ({ kind }) as Camera;

describe('waitingAdvice', () => {
  it.each([
    ['pull', 'offline', /^The server does not get the camera’s picture yet\. Test it/],
    ['pull', 'connecting', /^The server does not get/],
    ['push', 'offline', /^Nothing has arrived from the sender/],
    ['push', 'live', /^The picture has reached the server/],
  ] as const)('begins, for a camera of kind %s that is %s, with the likeliest', (kind, status, first) => {
    expect(waitingAdvice({ camera: camera(kind), stream: stream(status) })[0]).toMatch(first);
  });
});
