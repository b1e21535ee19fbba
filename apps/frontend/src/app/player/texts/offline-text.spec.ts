/** @jest-environment node */
import { type OfflineCamera, offlineAdvice, offlineSentence } from './offline-text';

const PULLED: OfflineCamera = { kind: 'pull', has_publish_key: false, allow_list: [] };
const PUSHING: OfflineCamera = { kind: 'push', has_publish_key: true, allow_list: [] };

describe('the texts for an offline camera', () => {
  it.each<[string, OfflineCamera | null, string, RegExp]>([
    ['unknown camera', null, 'The camera is off or can’t be reached.', /address and password/],
    ['pulled camera', PULLED, 'The camera is off or can’t be reached.', /address and password/],
    ['publishing camera', PUSHING, 'No video arrives from the camera.', /the publish key/],
    [
      'of one that pushes without a key',
      { ...PUSHING, has_publish_key: false },
      'The camera has no publish key yet.',
      /creates the key/,
    ],
    [
      'of one whose address is enough',
      { ...PUSHING, has_publish_key: false, allow_list: ['192.168.2.9'] },
      'No video arrives from the camera.',
      /power/,
    ],
  ])('%s', (_, camera, sentence, advice) => {
    expect(offlineSentence(camera)).toBe(sentence);
    expect(offlineAdvice(camera)).toMatch(advice);
  });
});

describe('the texts for a camera that the media server does not pull', () => {
  const NOT_APPLIED = {
    code: 'name-not-found',
    sentence: 'The camera’s host name has no address.',
    fix: 'Check the name.',
  } as const;

  it('are the same as in the banner on the page', () => {
    const camera: OfflineCamera = { ...PULLED, not_applied: NOT_APPLIED };
    expect(offlineSentence(camera)).toBe(NOT_APPLIED.sentence);
    expect(offlineAdvice(camera)).toBe(NOT_APPLIED.fix);
  });
});
