import type { SealingConfig } from '../../config/auth.config';
import { SealBroken } from './seal-with-key';
import { Sealing } from './sealing';

const sealing = (key: number, previousKey?: number) =>
  new Sealing({
    key: Buffer.alloc(32, key),
    previousKey: previousKey === undefined ? null : Buffer.alloc(32, previousKey),
  } as SealingConfig);

describe('Sealing', () => {
  it('opens its sealed texts, and never creates the same sealed text twice', () => {
    const sealed = sealing(1).seal('päss wörd', 'pit:1');
    expect(sealing(1).open(sealed, 'pit:1')).toBe('päss wörd');
    expect(sealing(1).seal('päss wörd', 'pit:1')).not.toBe(sealed);
    // More than a letter or two: those come by chance.
    expect(Buffer.from(sealed.split('.').pop() ?? '', 'base64url').includes('wörd')).toBe(false);
  });

  it('refuses what was sealed for another row', () => {
    expect(() => sealing(1).open(sealing(1).seal('secret', 'pit:1'), 'pit:2')).toThrow(SealBroken);
  });

  it.each([0, 1, 2, 3])('refuses a text whose part %i was changed', (index) => {
    const parts = sealing(1).seal('secret', 'pit:1').split('.');
    const part = parts[index] ?? '';
    parts[index] = (part.startsWith('A') ? 'B' : 'A') + part.slice(1);
    expect(() => sealing(1).open(parts.join('.'), 'pit:1')).toThrow(SealBroken);
  });

  it('opens with the previous key while rotating, and finds what to seal again', () => {
    const old = sealing(1).seal('secret', 'pit:1');
    const rotating = sealing(2, 1);
    expect(rotating.open(old, 'pit:1')).toBe('secret');
    expect(rotating.isOutdated(old)).toBe(true);
    const fresh = rotating.seal('secret', 'pit:1');
    expect(rotating.isOutdated(fresh)).toBe(false);
    expect(sealing(2).open(fresh, 'pit:1')).toBe('secret');
    expect(() => sealing(2).open(old, 'pit:1')).toThrow(/No key/);
  });
});
