import { type AuthRequest } from '@ppf/mediamtx';
import { ticketOf, type TranscoderErrand } from '../../platform/crypto/transcoder-ticket';
import { decideMediaAccess } from './decide-media-access';
import {
  NOW,
  DOUBLE,
  TRANSCODED,
  HOOK_SECRET,
  knowledge,
  request,
  type Outcome,
  decide,
} from './testing/hook-scene';

describe('the transcoder', () => {
  const SECOND = NOW.getTime() / 1000;
  const errand = (act: TranscoderErrand['act']): TranscoderErrand => ({
    act,
    path: act === 'read' ? `${TRANSCODED}/raw` : TRANSCODED,
  });
  const ticket = (act: TranscoderErrand['act'], at = SECOND, secret = HOOK_SECRET) =>
    ticketOf(errand(act), secret, at);
  const show = (act: TranscoderErrand['act'], shown = ticket(act)) => ({
    ...{ action: act, path: errand(act).path, protocol: 'rtsp', ip: '127.0.0.1', id: 'c1' },
    query: `token=${shown}`,
  });

  it.each<[string, Partial<AuthRequest>, Outcome]>([
    ['reads what a camera sends', show('read'), 'allow'],
    ['publishes what viewers get', show('publish'), 'allow'],
    ['is known by its ticket as ≥ v1.18.0 tells it', { ...show('read'), token: ticket('read') }, 'allow'],
    ['has its clock behind', show('read', ticket('read', SECOND - 55)), 'allow'],
    ['has its clock ahead', show('read', ticket('read', SECOND + 25)), 'allow'],
    ['shows an old ticket', show('read', ticket('read', SECOND - 61)), 'wrong-ticket'],
    ['shows a ticket of the future', show('read', ticket('read', SECOND + 31)), 'wrong-ticket'],
    ['shows a ticket made without the secret', show('read', ticket('read', SECOND, '')), 'wrong-ticket'],
    ['publishes with the ticket to read', show('publish', ticket('read')), 'wrong-ticket'],
    ['reads with the ticket to publish', show('read', ticket('publish')), 'wrong-ticket'],
    ['publishes to the path that it reads', { ...show('read'), action: 'publish' }, 'no-such-transcoder'],
    ['reads the path that it publishes to', { ...show('publish'), action: 'read' }, 'no-such-transcoder'],
    ['comes from another machine', { ...show('read'), ip: '192.168.2.7' }, 'transcoder-elsewhere'],
    ['comes by HTTP', { ...show('read'), protocol: 'hls' }, 'transcoder-elsewhere'],
    ['comes for a camera that is not re-encoded', { ...show('publish'), path: DOUBLE }, 'no-such-transcoder'],
    ['comes for nobody', { ...show('publish'), path: 'workshop-1/pit-99' }, 'no-such-transcoder'],
    ['comes for the API', { ...show('read'), action: 'api' }, 'no-such-transcoder'],
  ])('%s', (_, change, expected) => {
    expect(decide(change)).toBe(expected);
  });

  it('opens one session with a ticket, DESCRIBE and SETUP by two ids', () => {
    const known = knowledge();
    const open = (id: string, afterMs = 0) => {
      const now = new Date(NOW.getTime() + afterMs);
      const decision = decideMediaAccess(request({ ...show('read'), id }), known, now);
      if (decision.allow && decision.ticket)
        known.uses.remember(decision.ticket.ticket, 9e9, decision.ticket.use);
      return decision.allow ? 'allow' : decision.reason;
    };
    expect(['c1', 's1', 'c1', 'c2'].map((id) => open(id))).toEqual([
      'allow',
      'allow',
      'allow',
      'token-spent',
    ]);
  });

  it('is nobody who shows the ticket later, where SETUP has DESCRIBE’s id', () => {
    const known = knowledge();
    const open = (id: string, afterMs: number) => {
      const now = new Date(NOW.getTime() + afterMs);
      const decision = decideMediaAccess(request({ ...show('read'), id }), known, now);
      if (decision.allow && decision.ticket)
        known.uses.remember(decision.ticket.ticket, 9e9, decision.ticket.use);
      return decision.allow ? 'allow' : decision.reason;
    };
    expect([open('c1', 0), open('c1', 5), open('c1', 1500), open('c2', 1500)]).toEqual([
      ...['allow', 'allow', 'allow', 'token-spent'],
    ]);
  });

  it('reads no camera that is paused', () => {
    const known = knowledge();
    const pit = known.index.pit(7);
    if (pit) known.index.put({ ...pit, paused: true });
    expect(decide(show('read'), known)).toBe('no-such-transcoder');
  });
});
