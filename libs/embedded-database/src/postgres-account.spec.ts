import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { canEnter } from './postgres-account';

describe('canEnter', () => {
  let outer = '';
  let inner = '';
  beforeEach(() => {
    outer = mkdtempSync(path.join(tmpdir(), 'ppf-enter-'));
    inner = path.join(outer, 'inner');
    mkdirSync(inner);
    chmodSync(inner, 0o755);
  });
  afterEach(() => rmSync(outer, { recursive: true }));

  const own = (): { uid: number; gid: number } => statSync(outer);
  const stranger = { uid: 54_321, gid: 54_321 };

  it.each([
    ['its owner', 0o700, (): { uid: number; gid: number } => own(), true],
    ['its owner, whom it shuts out', 0o077, (): { uid: number; gid: number } => own(), false],
    ['its group', 0o710, (): { uid: number; gid: number } => ({ uid: stranger.uid, gid: own().gid }), true],
    [
      'its group, whom it shuts out',
      0o701,
      (): { uid: number; gid: number } => ({ uid: stranger.uid, gid: own().gid }),
      false,
    ],
    ['others', 0o711, () => stranger, true],
    ['others, whom a directory above shuts out', 0o700, () => stranger, false],
  ])('judges %s by the mode bits', (_name, mode, account, expected) => {
    chmodSync(outer, mode);
    expect(canEnter(account(), inner)).toBe(expected);
    chmodSync(outer, 0o700);
  });

  it('has nothing to ask where nobody else runs PostgreSQL', () => {
    expect(canEnter(undefined, '/not/there')).toBe(true);
  });
});
