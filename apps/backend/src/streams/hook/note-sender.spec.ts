import { type AuthRequest } from '@ppf/mediamtx';
import { type MediaDecision } from './decide-media-access';
import { type HookNotes } from './hook-messages';
import { NoteSender } from './note-sender';
import { request, tokenOf } from './testing/hook-scene';

const USE = { protocols: ['webrtc'], address: '10.0.0.1', ids: ['s1'] };
const DENY: MediaDecision = { allow: false, reason: 'wrong-publish-key' };

describe('the hook’s notes', () => {
  let sent: HookNotes[];
  let sender: NoteSender;
  const add = (change: Partial<AuthRequest> = {}, decision: MediaDecision = DENY) =>
    sender.add({ request: request(change), decision, at: new Date(0) }, 0.001);

  beforeEach(() => {
    jest.useFakeTimers();
    sent = [];
    sender = new NoteSender((notes) => sent.push(notes));
  });
  afterEach(() => jest.useRealTimers());

  it('go together, in order, and the next ones once those are taken', () => {
    add({ path: 'a' });
    add({ path: 'b' });
    sender.addRefusedCaller();
    expect(sent).toEqual([]);
    jest.runOnlyPendingTimers();
    expect(sent.map(({ notes }) => notes.map((note) => note.denied?.path))).toEqual([['a', 'b']]);
    expect(sent[0]?.refusedCallers).toBe(1);
    add({ path: 'c' });
    jest.advanceTimersByTime(60_000);
    expect(sent).toHaveLength(1);
    sender.taken();
    jest.runOnlyPendingTimers();
    expect(sent[1]?.notes.map((note) => note.denied?.path)).toEqual(['c']);
  });

  it('stay bounded while nobody takes them: the oldest go', () => {
    add();
    jest.runOnlyPendingTimers();
    for (let each = 0; each < 25_000; each += 1) add({ path: `p${each}` });
    sender.taken();
    jest.runOnlyPendingTimers();
    const paths = sent[1]?.notes.map((note) => note.denied?.path) ?? [];
    expect(paths.length).toBeLessThanOrEqual(10_000);
    expect(paths.at(-1)).toBe('p24999');
  });

  it('hold a credential only of a publisher that was refused', () => {
    const secret = { password: 'secret', token: 'secret', query: 'token=secret' };
    const { claims } = tokenOf();
    const session = { claims, pitId: 1, workshopId: 1, use: USE, isNew: true, replaces: null };
    add({ ...secret, action: 'read' }, { allow: true, session });
    add({ ...secret, action: 'read' }, { allow: true, session: { ...session, isNew: false } });
    add({ ...secret, action: 'read' });
    add({ ...secret, action: 'publish' }, { allow: true, session: null });
    sender.flush();
    expect(sent[0]?.notes).toMatchObject([
      { begins: { session: { pitId: 1 } }, reason: null },
      { goesOn: { jti: claims.jti, id: 's1' }, reason: null },
      { denied: { action: 'read' }, reason: 'wrong-publish-key' },
      { call: { action: 'publish', protocol: 'webrtc' }, reason: null },
    ]);
    expect(JSON.stringify(sent)).not.toContain('secret');
    add({ ...secret, action: 'publish' }, DENY);
    sender.flush();
    expect(JSON.stringify(sent[1])).toContain('secret');
  });
});
