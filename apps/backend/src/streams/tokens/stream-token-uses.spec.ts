import { StreamTokenUses } from './stream-token-uses';

const at = (second: number) => new Date(second * 1000);
const use = (id: string) => ({ protocols: ['webrtc'], address: '10.0.0.1', ids: [id] });

describe('StreamTokenUses', () => {
  it('remembers a use until the token has ended', () => {
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

  it('keeps the newest use of a token and forgets it once', () => {
    const uses = new StreamTokenUses();
    uses.remember('a', 100, use('s1'));
    uses.remember('a', 100, use('s2'));
    expect(uses.of('a')).toEqual(use('s2'));
    expect(uses.size).toBe(1);
    uses.sweep(at(1000));
    expect(uses.size).toBe(0);
  });

  it('keeps the use of a token that was renewed until its new end', () => {
    const uses = new StreamTokenUses();
    const same = use('s1');
    uses.remember('a', 100, same);
    uses.remember('a', 150, same);
    uses.sweep(at(120));
    expect(uses.of('a')).toBe(same);
    uses.sweep(at(156));
    expect(uses.size).toBe(0);
  });

  it('says when it is full, and has room again when tokens have ended', () => {
    const uses = new StreamTokenUses(2);
    uses.remember('a', 100, use('s1'));
    expect(uses.isFull).toBe(false);
    uses.remember('b', 150, use('s2'));
    expect(uses.isFull).toBe(true);
    uses.sweep(at(120));
    expect(uses.isFull).toBe(false);
  });

  it('does not grow with the tokens of a day', () => {
    const uses = new StreamTokenUses();
    for (let second = 0; second < 86_400; second += 1) {
      uses.sweep(at(second));
      uses.remember(`t${second}`, second + 60, use('s'));
    }
    expect(uses.size).toBeLessThanOrEqual(67);
  });
});
