import { type AuthRequest } from '@ppf/mediamtx';
import { hashSecret } from '../../../../platform/crypto/secrets';
import { AccessIndex } from '../../../access-index/access-index';
import { AllowList } from '../../../access-index/allow-list';
import { PitTable } from '../../../access-index/pit-table';
import { Revocations } from '../../../sessions/admission/revocations';
import { type StreamAct, StreamTokens } from '../../../tokens/stream-token';
import { StreamTokenUses } from '../../../tokens/stream-token-uses';
import { type EdgeAccess } from '../decide-edge-pull';
import { decideMediaAccess, type AuthHookContext } from '../decide-media-access';
import { type DenyReason } from '../hook-decision';

// Fixture of the specs of the hook's decisions: pits, tokens, an edge and a service credential.

export const NOW = new Date('2026-11-23T12:00:00Z');
export const LATER = new Date(NOW.getTime() + 61_000);
export const PULL = 'workshop-1/pit-1';
export const PUSH = 'workshop-1/pit-2';
export const KEYLESS = 'workshop-1/pit-3';
export const BARE = 'workshop-1/pit-4';
export const PAUSED = 'workshop-1/pit-5';
export const DOUBLE = 'workshop-1/pit-6';
export const TRANSCODED = 'workshop-1/pit-7';
export const LISTED = 'workshop-1/pit-8';
export const ELSEWHERE = 'workshop-2/pit-1';
export const EDGE_PASSWORD = 'the-credential-of-edge-seven';
const EDGE: EdgeAccess = {
  passwordHash: hashSecret(EDGE_PASSWORD),
  from: AllowList.of(['10.0.0.7']),
  hasStreamsOf: (workshopId) => workshopId === 1,
};
export const HOOK_SECRET = 'the-secret-of-the-hook';
export const KEY = 'k'.repeat(43);
export const SERVICE = { user: 'backend', password: 'service-password' };

const tokens = new StreamTokens({ tokenSecret: 's'.repeat(32), previousTokenSecret: 'p'.repeat(32) });
export const outdated = new StreamTokens({ tokenSecret: 'p'.repeat(32), previousTokenSecret: null });
export const foreign = new StreamTokens({ tokenSecret: 'f'.repeat(32), previousTokenSecret: null });
export const tokenOf = (about: { path?: string; act?: StreamAct } = {}, by = tokens) =>
  by.sign({ sub: 'user:1', path: about.path ?? PULL, act: about.act ?? 'read' }, 60, NOW);

/** The hook's state, which a test may change. */
export interface TestContext extends AuthHookContext {
  readonly index: AccessIndex;
  readonly uses: StreamTokenUses;
  readonly revocations: Revocations;
}

/** Eight pits of one workshop and one of another, an edge, this backend's service credential. */
export function hookContext(
  capacity: AuthHookContext['capacity'] = { check: () => 'admitted' },
): TestContext {
  const index = new AccessIndex();
  const pit = (pitId: number, at: string, cameraKind: 'pull' | 'push' | null, key: string | null) => ({
    pitId,
    workshopId: 1,
    path: at,
    cameraKind,
    paused: false,
    hasSub: false,
    transcode: false,
    onDemand: false,
    publishKeyHash: key === null ? null : hashSecret(key),
    allowList: null,
  });
  index.replaceAll(
    new PitTable([
      pit(1, PULL, 'pull', null),
      pit(2, PUSH, 'push', KEY),
      pit(3, KEYLESS, 'push', null),
      pit(4, BARE, null, null),
      { ...pit(9, ELSEWHERE, 'pull', null), workshopId: 2 },
      { ...pit(5, PAUSED, 'push', KEY), paused: true, allowList: AllowList.of(['10.0.0.1']) },
      { ...pit(6, DOUBLE, 'push', KEY), hasSub: true },
      { ...pit(7, TRANSCODED, 'push', KEY), transcode: true },
      { ...pit(8, LISTED, 'push', null), allowList: AllowList.of(['192.168.2.0/24', 'fd00::9', '10.0.0.9']) },
    ]),
  );
  const service = { user: SERVICE.user, passwordHash: hashSecret(SERVICE.password) };
  const revocations = new Revocations(60_000);
  revocations.markLoaded();
  return {
    index,
    tokens,
    uses: new StreamTokenUses(),
    revocations,
    capacity,
    edges: { of: (user: string) => (user === 'edge-7' ? EDGE : undefined) },
    ticketSecret: HOOK_SECRET,
    service,
  };
}

export const request = (change: Partial<AuthRequest>): AuthRequest => ({
  ip: '10.0.0.1',
  user: '',
  password: '',
  token: '',
  action: 'read',
  path: PULL,
  protocol: 'webrtc',
  id: 's1',
  query: '',
  userAgent: '',
  ...change,
});
export const validToken = tokenOf();
export const bearer = (signed = validToken) => ({ user: signed.claims.jti, password: signed.token });

/** Result of a decision. */
export type Outcome = 'allow' | DenyReason;
export const decide = (
  change: Partial<AuthRequest>,
  context: AuthHookContext = hookContext(),
  now = NOW,
): Outcome => {
  const decision = decideMediaAccess(request(change), context, now);
  return decision.allow ? 'allow' : decision.reason;
};
