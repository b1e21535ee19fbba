import { WELL } from '../../testing/pit-scenarios';
import type { Reachability } from '../facts/pit-facts';
import { decideServerChecks } from './decide-server-checks';

describe('the checks of a media server', () => {
  const look = (reachability: Reachability, status: number | null) =>
    decideServerChecks({
      name: 'media server 1',
      facts: WELL,
      ports: [{ name: 'HLS', port: 8888, reachability, status }],
      hadPit: true,
    });

  it.each<[Reachability, number | null, string, RegExp]>([
    ['responds', null, 'ok', /accepts connections/],
    ['responds', 404, 'ok', /accepts connections/],
    ['responds', 502, 'fault', /proxy responds, but cannot reach it/],
    ['refused', null, 'fault', /^No connection from here\.$/],
    ['timeout', null, 'fault', /nothing responds/],
    ['unresolvable', null, 'fault', /no address/],
  ])('report a port with reachability %s and status %s: %s', (reachability, status, state, found) => {
    const check = look(reachability, status).find(({ what }) => what === 'media server 1: HLS port 8888');
    expect(check).toMatchObject({ state, found: expect.stringMatching(found) });
  });

  it('stop at a failed control API', () => {
    const server = WELL.server && { ...WELL.server, reachability: 'refused' as const };
    const facts = { ...WELL, player: null, server };
    const checks = decideServerChecks({ name: 'media server 1', facts, ports: [], hadPit: true });
    expect(checks.map(({ what, state }) => [what, state])).toEqual([
      ['media server 1: control API and clock', 'fault'],
    ]);
  });
});
