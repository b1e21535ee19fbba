/** @jest-environment node */
import { supportsPreroll, type Device } from './preroll-support';

const LAPTOP: Device = { savesData: false, memory: 8, hasMediaSource: true, prerolls: 0 };

describe('supportsPreroll', () => {
  it.each<[string, Partial<Device>, boolean]>([
    ['a laptop', {}, true],
    ['a browser that does not report its memory', { memory: null }, true],
    ['2 GB', { memory: 2 }, true],
    ['1 GB', { memory: 1 }, false],
    ['data saver', { savesData: true }, false],
    ['a wall with two prerolls', { prerolls: 2 }, true],
    ['a wall with three prerolls', { prerolls: 3 }, false],
    ['no Media Source Extensions', { hasMediaSource: false }, false],
  ])('%s', (_, change, expected) => {
    expect(supportsPreroll({ ...LAPTOP, ...change })).toBe(expected);
  });
});
