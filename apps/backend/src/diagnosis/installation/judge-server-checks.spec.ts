import { WELL } from '../../testing/pit-scenarios';
import type { Contact } from '../facts/pit-facts';
import { judgeServerChecks } from './judge-server-checks';

describe('how a media server of an installation stands', () => {
  const look = (contact: Contact, status: number | null) =>
    judgeServerChecks({
      name: 'media server 1',
      facts: WELL,
      ports: [{ name: 'HLS', port: 8888, contact, status }],
      hadPit: true,
    });

  it.each<[Contact, number | null, string, RegExp]>([
    ['answers', null, 'ok', /takes connections/],
    ['answers', 404, 'ok', /takes connections/],
    ['answers', 502, 'fault', /proxy answers, and does not reach it/],
    ['refused', null, 'fault', /^No connection from here\.$/],
    ['silent', null, 'fault', /nothing answers/],
    ['no-name', null, 'fault', /no address/],
  ])('says of a port with contact %s and status %s: %s', (contact, status, state, found) => {
    const check = look(contact, status).find(({ what }) => what === 'media server 1: HLS port 8888');
    expect(check).toMatchObject({ state, found: expect.stringMatching(found) });
  });

  it('says nothing of the rest where its control API is at fault', () => {
    const server = WELL.server && { ...WELL.server, contact: 'refused' as const };
    const facts = { ...WELL, player: null, server };
    const checks = judgeServerChecks({ name: 'media server 1', facts, ports: [], hadPit: true });
    expect(checks.map(({ what, state }) => [what, state])).toEqual([
      ['media server 1: control API and clock', 'fault'],
    ]);
  });
});
