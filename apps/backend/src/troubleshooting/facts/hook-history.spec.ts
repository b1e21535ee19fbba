import { type HookHistory, mergeHookHistories, parseHookHistory, serializeHookHistory } from './hook-history';

const at = (second: number) => new Date(Date.UTC(2026, 10, 25, 12, 0, second));
const NOTHING: HookHistory = {
  lastCallAt: null,
  lastUnauthenticatedCallAt: null,
  lastReadDenial: null,
  lastPublishDenial: null,
  lastPublishDeniedAt: null,
  strayPublish: null,
};
const denial = (second: number) =>
  ({
    at: at(second),
    reason: 'wrong-publish-key',
    action: 'publish',
    protocol: 'rtsp',
    address: '192.0.2.7',
  }) as const;

describe('hook histories', () => {
  it('are merged to the newest entries', () => {
    const here = { ...NOTHING, lastCallAt: at(1), lastPublishDenial: denial(9) };
    const there = {
      ...NOTHING,
      lastCallAt: at(5),
      lastPublishDenial: denial(2),
      strayPublish: { at: at(3), path: 'p' },
    };
    expect(mergeHookHistories([here, NOTHING, there])).toEqual({
      ...NOTHING,
      lastCallAt: at(5),
      lastPublishDenial: denial(9),
      strayPublish: { at: at(3), path: 'p' },
    });
    expect(mergeHookHistories([])).toEqual(NOTHING);
  });

  it('survive serialization', () => {
    const memory = {
      ...NOTHING,
      lastUnauthenticatedCallAt: at(4),
      lastReadDenial: denial(1),
      strayPublish: { at: at(3), path: 'p' },
    };
    expect(parseHookHistory(serializeHookHistory(memory))).toEqual(memory);
  });

  it.each(['', 'null', '[', '{"lastCallAt":7,"strayPublish":{"at":"never"}}'])(
    'are not parsed from %s',
    (text) => {
      expect(parseHookHistory(text) ?? NOTHING).toEqual(NOTHING);
    },
  );
});
