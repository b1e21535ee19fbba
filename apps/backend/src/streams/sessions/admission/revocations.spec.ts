import { type Revocation, type RevocationOf, Revocations } from './revocations';

const AT = new Date('2026-11-23T12:00:00.500Z');
const after = (seconds: number) => new Date(AT.getTime() + seconds * 1000);
const revoke = (of: RevocationOf, at = AT): Revocation => ({ of, at, cause: 'ended-by-owner', by: null });

describe('Revocations', () => {
  it('removes each revocation after its time, and no other', () => {
    const revocations = new Revocations(60_000);
    revocations.add(revoke({ jti: 'a' }));
    revocations.add(revoke({ sub: 'user:1' }, after(30)));
    revocations.add(revoke({ pitId: 1 }, after(31)));
    revocations.sweep(after(61));
    expect(revocations.size).toBe(2);
    expect(revocations.ofSession('a')).toBeUndefined();
    revocations.sweep(after(120));
    expect(revocations.size).toBe(0);
  });

  it('keeps the first revocation of a viewing session and the last of a viewer', () => {
    const revocations = new Revocations(60_000);
    revocations.add(revoke({ jti: 'a' }));
    revocations.add({ ...revoke({ jti: 'a' }, after(1)), cause: 'lease-ended' });
    expect(revocations.ofSession('a')).toMatchObject({ cause: 'ended-by-owner', at: AT });
    revocations.add(revoke({ sub: 'user:1' }, after(5)));
    revocations.add(revoke({ sub: 'user:1' }));
    expect(revocations.earliestIssue('user:1', 9)).toBe(Math.floor(after(5).getTime() / 1000) + 1);
  });

  it('allows any issue time when nothing was revoked', () => {
    expect(new Revocations(60_000).earliestIssue('user:1', 9)).toBe(0);
  });
});
