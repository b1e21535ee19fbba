import { type AuthRequest, type TranscodeJob } from '@ppf/mediamtx';
import { ticketOf } from '../../../platform/crypto/transcoder-ticket';
import { decideMediaAccess } from './decide-media-access';
import {
  NOW,
  DOUBLE,
  TRANSCODED,
  HOOK_SECRET,
  hookContext,
  request,
  type Outcome,
  decide,
} from './testing/hook-fixture';

describe('a transcoder', () => {
  const SECOND = NOW.getTime() / 1000;
  const job = (act: TranscodeJob['act']): TranscodeJob => ({
    act,
    path: act === 'read' ? `${TRANSCODED}/raw` : TRANSCODED,
  });
  const ticket = (act: TranscodeJob['act'], at = SECOND, secret = HOOK_SECRET) =>
    ticketOf(job(act), secret, at);
  const present = (act: TranscodeJob['act'], presented = ticket(act)) => ({
    ...{ action: act, path: job(act).path, protocol: 'rtsp', ip: '127.0.0.1', id: 'c1' },
    query: `token=${presented}`,
  });

  it.each<[string, Partial<AuthRequest>, Outcome]>([
    ['reads the camera’s video', present('read'), 'allow'],
    ['publishes the re-encoded video', present('publish'), 'allow'],
    ['presents its ticket as ≥ v1.18.0 sends it', { ...present('read'), token: ticket('read') }, 'allow'],
    ['has its clock behind', present('read', ticket('read', SECOND - 55)), 'allow'],
    ['has its clock ahead', present('read', ticket('read', SECOND + 25)), 'allow'],
    ['presents an old ticket', present('read', ticket('read', SECOND - 61)), 'wrong-ticket'],
    ['presents a ticket of the future', present('read', ticket('read', SECOND + 31)), 'wrong-ticket'],
    [
      'presents a ticket derived without the secret',
      present('read', ticket('read', SECOND, '')),
      'wrong-ticket',
    ],
    ['publishes with the ticket to read', present('publish', ticket('read')), 'wrong-ticket'],
    ['reads with the ticket to publish', present('read', ticket('publish')), 'wrong-ticket'],
    ['publishes to the path that it reads', { ...present('read'), action: 'publish' }, 'no-such-transcoder'],
    ['reads the path that it publishes to', { ...present('publish'), action: 'read' }, 'no-such-transcoder'],
    ['calls from another machine', { ...present('read'), ip: '192.168.2.7' }, 'transcoder-elsewhere'],
    ['calls by HTTP', { ...present('read'), protocol: 'hls' }, 'transcoder-elsewhere'],
    [
      'calls for a camera that is not re-encoded',
      { ...present('publish'), path: DOUBLE },
      'no-such-transcoder',
    ],
    [
      'calls for a path of no pit',
      { ...present('publish'), path: 'workshop-1/pit-99' },
      'no-such-transcoder',
    ],
    ['calls for the API', { ...present('read'), action: 'api' }, 'no-such-transcoder'],
  ])('%s', (_, change, expected) => {
    expect(decide(change)).toBe(expected);
  });

  it('opens one session with a ticket, DESCRIBE and SETUP by two ids', () => {
    const context = hookContext();
    const open = (id: string, afterMs = 0) => {
      const now = new Date(NOW.getTime() + afterMs);
      const decision = decideMediaAccess(request({ ...present('read'), id }), context, now);
      if (decision.allow && decision.ticket)
        context.uses.remember(decision.ticket.ticket, 9e9, decision.ticket.use);
      return decision.allow ? 'allow' : decision.reason;
    };
    expect(['c1', 's1', 'c1', 'c2'].map((id) => open(id))).toEqual([
      'allow',
      'allow',
      'allow',
      'token-spent',
    ]);
  });

  it('is denied with a second id later, where SETUP has DESCRIBE’s id', () => {
    const context = hookContext();
    const open = (id: string, afterMs: number) => {
      const now = new Date(NOW.getTime() + afterMs);
      const decision = decideMediaAccess(request({ ...present('read'), id }), context, now);
      if (decision.allow && decision.ticket)
        context.uses.remember(decision.ticket.ticket, 9e9, decision.ticket.use);
      return decision.allow ? 'allow' : decision.reason;
    };
    expect([open('c1', 0), open('c1', 5), open('c1', 1500), open('c2', 1500)]).toEqual([
      ...['allow', 'allow', 'allow', 'token-spent'],
    ]);
  });

  it('reads no paused camera', () => {
    const context = hookContext();
    const pit = context.index.pit(7);
    if (pit) context.index.put({ ...pit, paused: true });
    expect(decide(present('read'), context)).toBe('no-such-transcoder');
  });
});
