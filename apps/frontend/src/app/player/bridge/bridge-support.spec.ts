import { affordsBridge, type Device } from './bridge-support';

const LAPTOP: Device = { savesData: false, memory: 8, buffersMedia: true, bridges: 0 };

describe('whether a device affords a bridge', () => {
  it.each<[string, Partial<Device>, boolean]>([
    ['a laptop', {}, true],
    ['a browser that does not tell its memory', { memory: null }, true],
    ['2 GB', { memory: 2 }, true],
    ['1 GB', { memory: 1 }, false],
    ['data saver', { savesData: true }, false],
    ['a wall of which two tiles have one', { bridges: 2 }, true],
    ['a wall of which three tiles have one', { bridges: 3 }, false],
    ['no media source', { buffersMedia: false }, false],
  ])('%s', (_, change, expected) => {
    expect(affordsBridge({ ...LAPTOP, ...change })).toBe(expected);
  });
});
