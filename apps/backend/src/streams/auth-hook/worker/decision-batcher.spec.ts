import { type AuthRequest } from '@ppf/mediamtx';
import { type HookDecision } from '../decision/hook-decision';
import { request, tokenOf } from '../decision/testing/hook-fixture';
import { DecisionBatcher } from './decision-batcher';
import { type DecisionBatch } from './hook-messages';

const USE = { protocols: ['webrtc'], address: '10.0.0.1', ids: ['s1'] };
const DENY: HookDecision = { allow: false, reason: 'wrong-publish-key' };

describe('DecisionBatcher', () => {
  let sent: DecisionBatch[];
  let batcher: DecisionBatcher;
  const add = (change: Partial<AuthRequest> = {}, decision: HookDecision = DENY) =>
    batcher.add({ request: request(change), decision, at: new Date(0) }, 0.001);

  beforeEach(() => {
    jest.useFakeTimers();
    sent = [];
    batcher = new DecisionBatcher((batch) => sent.push(batch));
  });
  afterEach(() => jest.useRealTimers());

  it('sends decisions together and in order, and the next batch after the acknowledgement', () => {
    add({ path: 'a' });
    add({ path: 'b' });
    batcher.countUnauthenticatedCall();
    expect(sent).toEqual([]);
    jest.runOnlyPendingTimers();
    expect(sent.map(({ decisions }) => decisions.map(({ denied }) => denied?.path))).toEqual([['a', 'b']]);
    expect(sent[0]?.unauthenticatedCalls).toBe(1);
    add({ path: 'c' });
    jest.advanceTimersByTime(60_000);
    expect(sent).toHaveLength(1);
    batcher.acknowledge();
    jest.runOnlyPendingTimers();
    expect(sent[1]?.decisions.map(({ denied }) => denied?.path)).toEqual(['c']);
  });

  it('drops the oldest decisions while no batch is acknowledged', () => {
    add();
    jest.runOnlyPendingTimers();
    for (let each = 0; each < 25_000; each += 1) add({ path: `p${each}` });
    batcher.acknowledge();
    jest.runOnlyPendingTimers();
    const paths = sent[1]?.decisions.map(({ denied }) => denied?.path) ?? [];
    expect(paths.length).toBeLessThanOrEqual(10_000);
    expect(paths.at(-1)).toBe('p24999');
  });

  it('sends a credential only of a denied publisher', () => {
    const secret = { password: 'secret', token: 'secret', query: 'token=secret' };
    const { claims } = tokenOf();
    const session = { claims, pitId: 1, workshopId: 1, use: USE, isNew: true, replaces: null };
    add({ ...secret, action: 'read' }, { allow: true, session });
    add({ ...secret, action: 'read' }, { allow: true, session: { ...session, isNew: false } });
    add({ ...secret, action: 'read' });
    add({ ...secret, action: 'publish' }, { allow: true, session: null });
    batcher.flush();
    expect(sent[0]?.decisions).toMatchObject([
      { begun: { session: { pitId: 1 } }, reason: null },
      { continued: { jti: claims.jti, id: 's1' }, reason: null },
      { denied: { action: 'read' }, reason: 'wrong-publish-key' },
      { call: { action: 'publish', protocol: 'webrtc' }, reason: null },
    ]);
    expect(JSON.stringify(sent)).not.toContain('secret');
    add({ ...secret, action: 'publish' }, DENY);
    batcher.flush();
    expect(JSON.stringify(sent[1])).toContain('secret');
  });
});
