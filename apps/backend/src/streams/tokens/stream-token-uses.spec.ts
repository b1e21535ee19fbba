import { StreamTokenUses } from './stream-token-uses';

const at = (second: number) => new Date(second * 1000);
const use = (id: string) => ({ protocols: ['webrtc'], address: '10.0.0.1', ids: [id] });

describe('StreamTokenUses', () => {
  it('keeps a use until the token has expired', () => {
    const uses = new StreamTokenUses();
    uses.remember('a', 100, use('s1'));
    uses.remember('b', 200, use('s2'));
    uses.sweep(at(105));
    expect(uses.of('a')).toEqual(use('s1'));
    uses.sweep(at(106));
    expect(uses.of('a')).toBeUndefined();
    expect(uses.of('b')).toEqual(use('s2'));
    expect(uses.size).toBe(1);
  });

  it('keeps only the newest use of a token', () => {
    const uses = new StreamTokenUses();
    uses.remember('a', 100, use('s1'));
    uses.remember('a', 100, use('s2'));
    expect(uses.of('a')).toEqual(use('s2'));
    expect(uses.size).toBe(1);
    uses.sweep(at(1000));
    expect(uses.size).toBe(0);
  });

  it('keeps the use of a renewed token until its new expiry', () => {
    const uses = new StreamTokenUses();
    const same = use('s1');
    uses.remember('a', 100, same);
    uses.remember('a', 150, same);
    uses.sweep(at(120));
    expect(uses.of('a')).toBe(same);
    uses.sweep(at(156));
    expect(uses.size).toBe(0);
  });

  it('is full at its capacity, until tokens have expired', () => {
    const uses = new StreamTokenUses(2);
    uses.remember('a', 100, use('s1'));
    expect(uses.isFull).toBe(false);
    uses.remember('b', 150, use('s2'));
    expect(uses.isFull).toBe(true);
    uses.sweep(at(120));
    expect(uses.isFull).toBe(false);
  });

  it('does not grow with the number of tokens over a day', () => {
    const uses = new StreamTokenUses();
    for (let second = 0; second < 86_400; second += 1) {
      uses.sweep(at(second));
      uses.remember(`t${second}`, second + 60, use('s'));
    }
    expect(uses.size).toBeLessThanOrEqual(67);
  });
});
