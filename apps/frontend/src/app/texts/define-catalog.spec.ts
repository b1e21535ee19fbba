/** @jest-environment node */
import { defineCatalog } from './define-catalog';

const text = defineCatalog('probe', {
  plain: 'It’s {here} ',
  nested: { deep: 'Deep' },
  viewers: '{count, plural, =0 {No viewers} one {# viewer} other {# viewers}}',
  reason: '{reason, select, network {No network} other {No idea}}',
  large: 'At most {count, number} bytes, in “<b>”',
});

describe('a catalog', () => {
  it('fills in arguments, plurals, selections and numbers', () => {
    expect(text('nested.deep')).toBe('Deep');
    expect([0, 1, 2].map((count) => text('viewers', { count }))).toEqual([
      'No viewers',
      '1 viewer',
      '2 viewers',
    ]);
    expect(text('reason', { reason: 'network' })).toBe('No network');
    expect(text('large', { count: 60_000 })).toBe('At most 60,000 bytes, in “<b>”');
  });

  it('fails where an argument or a text is missing', () => {
    expect(() => text('plain')).toThrow(/"here" was not provided/);
    expect(() => text('nested.other' as 'nested.deep')).toThrow(
      'No catalog has the text probe.nested.other.',
    );
  });

  it('turns every text into a pseudo-language if a test requests it', () => {
    globalThis.ppfPseudoText = (each) => `[${each}]`;
    expect(text('viewers', { count: 3 })).toBe('[3 viewers]');
    globalThis.ppfPseudoText = undefined;
  });
});
