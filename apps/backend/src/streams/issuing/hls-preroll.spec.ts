import { hasHlsPreroll, type PrerollConditions } from './hls-preroll';

const READY: PrerollConditions = {
  allowed: true,
  pit: { cameraKind: 'push', onDemand: false },
  server: { keepsPicturesReady: true },
};

describe('hasHlsPreroll', () => {
  it.each<[string, Partial<PrerollConditions>, boolean]>([
    ['a camera that pushes', {}, true],
    ['a camera that is always pulled', { pit: { cameraKind: 'pull', onDemand: false } }, true],
    ['a camera pulled on demand', { pit: { cameraKind: 'pull', onDemand: true } }, false],
    [
      'a camera that pushes and is re-encoded on demand',
      { pit: { cameraKind: 'push', onDemand: true } },
      false,
    ],
    ['no camera', { pit: { cameraKind: null, onDemand: false } }, false],
    ['a media server without ready segments', { server: { keepsPicturesReady: false } }, false],
    ['a setting that disables it', { allowed: false }, false],
  ])('%s', (_, change, expected) => {
    expect(hasHlsPreroll({ ...READY, ...change })).toBe(expected);
  });
});
