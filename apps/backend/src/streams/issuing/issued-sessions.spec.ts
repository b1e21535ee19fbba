import { type RevocationCause } from '@ppf/contracts';
import { playerOf } from '../../platform/crypto/stream-token-id';
import { type DomainError } from '../../platform/problems/domain-error';
import { IssuingScene, NOW, PIT, staffOf } from '../../testing/issuing-scene';
import { ActiveSessions } from '../sessions/admission/active-sessions';
import { type RevocationOf, Revocations } from '../sessions/admission/revocations';
import { UnwrittenSessions } from '../sessions/recording/unwritten-sessions';
import { type StreamClaims, StreamTokens } from '../tokens/stream-token';

describe('viewing sessions of issued tokens', () => {
  const scene = new IssuingScene();
  const { issue } = scene;
  const jtiOf = ({ authorization }: { authorization: string }) => authorization.slice(7, 43);

  describe('with a previous token', () => {
    beforeEach(() => scene.create());
    const revoke = (of: RevocationOf, cause: RevocationCause = 'ended-by-owner') =>
      scene.module.get(Revocations).add({ of, cause, at: NOW, by: 5 });
    const problem = async (before: object, who = staffOf(3)): Promise<unknown> => {
      try {
        return jtiOf(await issue(who, PIT.pitId, before));
      } catch (error) {
        return (error as DomainError).details.ending ?? (error as DomainError).code;
      }
    };

    it('renews the viewing session under the same id while its token is valid', async () => {
      const before = await issue(staffOf(3));
      expect(jtiOf(await issue(staffOf(3), PIT.pitId, { renews: before.token }))).toBe(jtiOf(before));
    });

    it('begins a new viewing session for `follows`, and for an expired, foreign or invalid token', async () => {
      const before = await issue(staffOf(3));
      const theirs = await issue({ id: 2, role: 'owner', workshopId: 3, pitIds: null });
      const { token: expired } = scene.module
        .get(StreamTokens)
        .sign({ sub: 'user:11', path: PIT.path, act: 'read' }, 60, new Date(NOW.getTime() - 61_000));
      const requests = [
        { follows: before.token },
        { renews: expired },
        { renews: theirs.token },
        { renews: 'a.b.c' },
        { renews: '' },
      ];
      const jtis: unknown[] = [];
      for (const each of requests) jtis.push(await problem(each));
      expect(new Set([...jtis, jtiOf(before), jtiOf(theirs)]).size).toBe(7);
    });

    it('assigns all tokens of one player the same id prefix, and another player a different one', async () => {
      const before = await issue(staffOf(3));
      const next = await issue(staffOf(3), PIT.pitId, { follows: before.token });
      const last = await issue(staffOf(3), PIT.pitId, { follows: next.token });
      const other = await issue(staffOf(3));
      const players = [before, next, last, other].map((each) => playerOf(jtiOf(each)));
      expect(players.slice(0, 3)).toEqual([players[0], players[0], players[0]]);
      expect(players[3]).not.toBe(players[0]);
      expect(new Set([before, next, last].map(jtiOf)).size).toBe(3);
      expect(jtiOf(last)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    });

    it.each(['follows', 'renews'])(
      'returns to the client that %s it why it was ended, and to no other',
      async (how) => {
        const before = await issue(staffOf(3));
        revoke({ jti: jtiOf(before) });
        const ending = { cause: 'ended-by-owner', at: NOW.toISOString() };
        expect(await problem({ [how]: before.token })).toEqual(ending);
        expect(
          await problem({ [how]: before.token }, { id: 2, role: 'owner', workshopId: 3, pitIds: null }),
        ).toEqual(expect.any(String));
        expect(await problem({})).toEqual(expect.any(String));
      },
    );

    it('begins a new viewing session after only the lease had ended: a suspended computer', async () => {
      const before = await issue(staffOf(3));
      revoke({ jti: jtiOf(before) }, 'lease-ended');
      expect(await problem({ renews: before.token })).not.toBe(jtiOf(before));
      expect(await problem({ follows: before.token })).toEqual(expect.any(String));
    });

    it('issues a token to which a revocation of the same second does not apply', async () => {
      revoke({ sub: 'user:11' }, 'password-changed');
      const { token } = await issue(staffOf(3));
      const claims = scene.module.get(StreamTokens).verify(token, NOW);
      expect(scene.module.get(Revocations).of(claims as StreamClaims, PIT.pitId)).toBeUndefined();
    });
  });

  describe('in JWT mode', () => {
    const taken = () => scene.module.get(UnwrittenSessions).takeBegun();
    beforeEach(() => scene.create('jwt'));

    it('counts and records the viewing session, since no hook will report it', async () => {
      const issued = await issue(staffOf(3));
      expect(scene.module.get(ActiveSessions).counts(PIT.pitId, 3, 'user:11')).toMatchObject({
        ofPit: 1,
        ofViewer: 1,
      });
      expect(taken()).toEqual([
        expect.objectContaining({
          jti: jtiOf(issued),
          sub: 'user:11',
          pitId: PIT.pitId,
          path: PIT.path,
          address: '10.0.0.9',
          userAgent: 'VLC/3.0',
          replaces: null,
        }),
      ]);
    });

    it('counts a renewed viewing session once', async () => {
      const { token } = await issue(staffOf(3));
      await issue(staffOf(3), PIT.pitId, { renews: token });
      expect([scene.module.get(ActiveSessions).size, taken().length]).toEqual([1, 1]);
    });

    it('ends the viewer’s own session that the new one replaces', async () => {
      const old = jtiOf(await issue(staffOf(3)));
      scene.admission = { replaces: old };
      const replacement = jtiOf(await issue(staffOf(3)));
      expect(scene.module.get(ActiveSessions).of(old)).toBeUndefined();
      expect(scene.module.get(Revocations).ofSession(old)).toMatchObject({ cause: 'replaced' });
      expect(taken().map(({ jti, replaces }) => [jti, replaces])).toEqual([
        [old, null],
        [replacement, old],
      ]);
    });
  });
});
