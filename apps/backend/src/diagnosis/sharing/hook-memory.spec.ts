import { type HookMemory, newestMemory, readMemory, writeMemory } from './hook-memory';

const at = (second: number) => new Date(Date.UTC(2026, 10, 25, 12, 0, second));
const NOTHING: HookMemory = {
  heardAt: null,
  strangerCameAt: null,
  refusedReading: null,
  refusedPublishing: null,
  refusedPublishAt: null,
  stray: null,
};
const denial = (second: number) =>
  ({
    at: at(second),
    reason: 'wrong-publish-key',
    action: 'publish',
    protocol: 'rtsp',
    address: '192.0.2.7',
  }) as const;

describe('what hooks remember', () => {
  it('is the newest of all of them', () => {
    const here = { ...NOTHING, heardAt: at(1), refusedPublishing: denial(9) };
    const there = {
      ...NOTHING,
      heardAt: at(5),
      refusedPublishing: denial(2),
      stray: { at: at(3), path: 'p' },
    };
    expect(newestMemory([here, NOTHING, there])).toEqual({
      ...NOTHING,
      heardAt: at(5),
      refusedPublishing: denial(9),
      stray: { at: at(3), path: 'p' },
    });
    expect(newestMemory([])).toEqual(NOTHING);
  });

  it('passes to other backends as it is', () => {
    const memory = {
      ...NOTHING,
      strangerCameAt: at(4),
      refusedReading: denial(1),
      stray: { at: at(3), path: 'p' },
    };
    expect(readMemory(writeMemory(memory))).toEqual(memory);
  });

  it.each(['', 'null', '[', '{"heardAt":7,"stray":{"at":"never"}}'])('is nothing in %s', (text) => {
    expect(readMemory(text) ?? NOTHING).toEqual(NOTHING);
  });
});
