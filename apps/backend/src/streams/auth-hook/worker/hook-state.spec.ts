import { decideHookRequest } from './decide-hook-request';
import { type HookChange, HOOK_PARTS, type HookSettings, type PitCopy } from './hook-messages';
import { HookState } from './hook-state';

const SETTINGS: HookSettings = {
  ...{ host: '127.0.0.1', port: 0, hookSecret: 'h'.repeat(16), tokenSecret: 's'.repeat(32) },
  ...{ previousTokenSecret: null, acceptedKeys: [], keepRevocationsMs: 60_000 },
  limits: { perPit: 1, perWorkshop: 10, perViewer: 10 },
};
const NOW = new Date('2026-11-23T12:00:00Z');

const pit = (pitId: number): PitCopy => ({
  ...{ pitId, workshopId: 1, path: `workshop-1/pit-${pitId}`, cameraKind: 'pull', paused: false },
  ...{ hasSub: false, transcode: false, onDemand: false, publishKeyHash: null, allowList: [] },
});

/** A state with these changes applied. */
function after(...changes: HookChange[]): HookState {
  const state = new HookState(SETTINGS);
  for (const change of changes) state.apply(change);
  return state;
}
const loaded = HOOK_PARTS.map((part): HookChange => ({ kind: 'loaded', part }));
const decide = (state: HookState, sub = 'user:1', id = 's1', jti?: string) => {
  const { token, claims } = state.tokens.sign(
    { sub, path: 'workshop-1/pit-1', act: 'read', ...(jti !== undefined && { jti }) },
    60,
    NOW,
  );
  const body = {
    ...{ ip: '10.0.0.1', action: 'read', protocol: 'webrtc', query: '', id },
    ...{ path: claims.path, user: claims.jti, password: token },
  };
  const { decision } = decideHookRequest(JSON.stringify(body), state, NOW);
  return { jti: claims.jti, outcome: decision.allow ? 'allow' : decision.reason };
};
const outcome = (state: HookState) => decide(state).outcome;

describe('HookState', () => {
  it.each(HOOK_PARTS)('denies everything until %s have arrived', (part) => {
    const others = loaded.filter((each) => each.kind !== 'loaded' || each.part !== part);
    const state = after({ kind: 'pit', pit: pit(1) }, ...others);
    expect(outcome(state)).toBe('not-loaded');
    state.apply({ kind: 'pit', pit: pit(1) });
    state.apply({ kind: 'loaded', part });
    expect(outcome(state)).toBe('allow');
  });

  it('keeps the earlier pits in force until a transfer of all pits is complete', () => {
    const state = after({ kind: 'pit', pit: pit(1) }, ...loaded, { kind: 'pits-begin' });
    state.apply({ kind: 'pits', pits: [pit(2)] });
    expect(outcome(state)).toBe('allow');
    state.apply({ kind: 'loaded', part: 'pits' });
    expect(outcome(state)).toBe('no-such-pit');
  });

  it.each<[string, HookChange, string]>([
    ['an addition', { kind: 'pit', pit: pit(1) }, 'allow'],
    ['a removal', { kind: 'pit-removed', pitId: 1 }, 'no-such-pit'],
    ['a change', { kind: 'pit', pit: { ...pit(1), paused: true } }, 'camera-paused'],
  ])('keeps %s that arrives between two pages', (_, change, expected) => {
    const state = after(...loaded, { kind: 'pits-begin' }, { kind: 'pits', pits: [pit(1)] });
    state.apply(change);
    expect(outcome(state)).toBe(expected === 'no-such-pit' ? 'no-such-pit' : expected);
    state.apply({ kind: 'pits', pits: [pit(2)] });
    state.apply({ kind: 'loaded', part: 'pits' });
    expect(outcome(state)).toBe(expected);
  });

  it('replaces an unfinished transfer of all pits by a newer one', () => {
    const state = after(...loaded, { kind: 'pits-begin' }, { kind: 'pits', pits: [pit(1)] });
    state.apply({ kind: 'pits-begin' });
    state.apply({ kind: 'loaded', part: 'pits' });
    expect(outcome(state)).toBe('no-such-pit');
  });

  it('counts its own viewing sessions and those of other replicas once', () => {
    const state = after({ kind: 'pit', pit: pit(1) }, ...loaded);
    const first = decide(state);
    expect(first.outcome).toBe('allow');
    const sent = { jti: first.jti, sub: 'user:1', pitId: 1, workshopId: 1, beganAt: NOW.getTime() };
    state.apply({ kind: 'sessions-begun', sessions: [sent] });
    expect(decide(state, 'user:2').outcome).toBe('pit-viewers-full');
    state.apply({ kind: 'session-ended', jti: first.jti });
    expect(decide(state, 'user:2').outcome).toBe('allow');
  });

  it('denies a token that was used or revoked at another replica', () => {
    const jti = '11111111-1111-4111-8111-111111111111';
    const use = { protocols: ['webrtc'], address: '10.0.0.1', ids: ['other'] };
    const used = after({ kind: 'pit', pit: pit(1) }, ...loaded);
    used.apply({ kind: 'uses', uses: [{ jti, exp: NOW.getTime() / 1000 + 60, use }] });
    expect(decide(used, 'user:1', 's1', jti).outcome).toBe('token-spent');
    const revoked = after({ kind: 'pit', pit: pit(1) }, ...loaded);
    const of = { sub: 'user:1' };
    revoked.apply({ kind: 'revoked', revocations: [{ of, cause: 'access-changed', at: NOW, by: null }] });
    expect(outcome(revoked)).toBe('revoked');
  });

  it('ignores an invalid range of an allow-list', () => {
    const state = after(
      { kind: 'pit', pit: { ...pit(1), allowList: ['nonsense', '10.0.0.0/8'] } },
      ...loaded,
    );
    expect(state.index.streamAt('workshop-1/pit-1')?.pit.allowList?.has('10.1.1.1')).toBe(true);
    expect(state.index.streamAt('workshop-1/pit-1')?.pit.allowList?.has('nonsense')).toBe(false);
  });

  it('decides by the placements which origin an edge may pull from', () => {
    const edges = { edges: [{ id: 7, edgeOfId: 1, pullsFrom: '10.0.0.7' }], serverIds: [1, 2, 7] };
    const state = after({ kind: 'edges', edges: { ...edges, placements: [[5, 2]], configuredId: 1 } });
    const edge = state.edges.of('edge-7');
    expect([edge?.hasStreamsOf(1), edge?.hasStreamsOf(5), edge?.from?.has('10.0.0.7')]).toEqual([
      true,
      false,
      true,
    ]);
    expect(state.edges.of('edge-8')).toBeUndefined();
    state.apply({ kind: 'edges', edges: { edges: [], serverIds: [1], placements: [], configuredId: 1 } });
    expect(state.edges.of('edge-7')).toBeUndefined();
  });
});
