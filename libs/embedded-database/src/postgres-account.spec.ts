import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { canEnter } from './postgres-account';

describe('canEnter', () => {
  let outer = '';
  let nested = '';
  beforeEach(() => {
    outer = mkdtempSync(path.join(tmpdir(), 'ppf-enter-'));
    nested = path.join(outer, 'inner');
    mkdirSync(nested);
    chmodSync(nested, 0o755);
  });
  afterEach(() => rmSync(outer, { recursive: true }));

  const own = (): { uid: number; gid: number } => statSync(outer);
  const otherUser = { uid: 54_321, gid: 54_321 };

  it.each([
    ['its owner', 0o700, (): { uid: number; gid: number } => own(), true],
    ['its owner, whom it shuts out', 0o077, (): { uid: number; gid: number } => own(), false],
    ['its group', 0o710, (): { uid: number; gid: number } => ({ uid: otherUser.uid, gid: own().gid }), true],
    [
      'its group, whom it shuts out',
      0o701,
      (): { uid: number; gid: number } => ({ uid: otherUser.uid, gid: own().gid }),
      false,
    ],
    ['others', 0o711, () => otherUser, true],
    ['others, with a parent directory that they cannot enter', 0o700, () => otherUser, false],
  ])('decides for %s by the mode bits', (_name, mode, account, expected) => {
    chmodSync(outer, mode);
    expect(canEnter(account(), nested)).toBe(expected);
    chmodSync(outer, 0o700);
  });

  it('needs no check without another account', () => {
    expect(canEnter(undefined, '/not/there')).toBe(true);
  });
});
