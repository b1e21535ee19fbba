import { decideRefresh } from './decide-refresh';

const now = new Date('2026-01-01T12:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const [current, previous, older] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2), Buffer.alloc(32, 3)];
const signIn = {
  tokenHash: current,
  previousTokenHash: previous as Buffer | null,
  rotatedAt: ago(60),
  createdAt: ago(3600),
  expiresAt: ago(-60),
};

describe('decideRefresh', () => {
  it.each([
    ['the current token', signIn, current, 'rotate'],
    ['the previous token, immediately', { ...signIn, rotatedAt: ago(0) }, previous, 'repeat'],
    ['the previous token, after 10 s', { ...signIn, rotatedAt: ago(10) }, previous, 'repeat'],
    ['the previous token, after 11 s', { ...signIn, rotatedAt: ago(11) }, previous, 'reused'],
    ['an older token, immediately', { ...signIn, rotatedAt: ago(0) }, older, 'reused'],
    ['an unknown token of a new sign-in', { ...signIn, previousTokenHash: null }, older, 'reused'],
    ['the current token of an expired sign-in', { ...signIn, expiresAt: now }, current, 'ended'],
    ['an old token of an expired sign-in', { ...signIn, expiresAt: now }, older, 'ended'],
    [
      'the current token in the last second of ninety days',
      { ...signIn, createdAt: ago(90 * 86_400 - 1) },
      current,
      'rotate',
    ],
    [
      'the current token after ninety days of use',
      { ...signIn, createdAt: ago(90 * 86_400) },
      current,
      'ended',
    ],
    [
      'the previous token, after ninety days',
      { ...signIn, rotatedAt: ago(0), createdAt: ago(90 * 86_400) },
      previous,
      'ended',
    ],
    ['a token of no sign-in', null, current, 'ended'],
  ])('decides about %s', (_, row, hash, decision) => {
    expect(decideRefresh(row, hash, now, 90)).toBe(decision);
  });
});
