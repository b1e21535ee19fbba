/** @jest-environment node */
import { permissionsOf, type SystemInfo } from '@ppf/contracts';
import { systemNotices } from './system-notices';

/** An installation with the sample workshop. `isSample` of the context selects it. */
const info = (kind: 'mediamtx' | 'simulator', reachable: boolean): SystemInfo => ({
  version: '0.1.0',
  sample_data: true,
  media_server: { kind, auth: 'http', version: 'v1.20.1', reachable },
});

describe('systemNotices', () => {
  it.each([
    ['without a reason', info('mediamtx', true), false, 'owner', []],
    ['for the simulator', info('simulator', true), false, 'staff', ['simulator']],
    ['for the sample workshop, to an owner', info('mediamtx', true), true, 'owner', ['sample-data']],
    ['without the sample workshop', info('mediamtx', true), false, 'operator', []],
    ['for the sample workshop, not to staff', info('mediamtx', true), true, 'staff', []],
    ['for the sample workshop, not to observers', info('mediamtx', true), true, 'observer', []],
    ['for both, in this order', info('simulator', true), true, 'operator', ['simulator', 'sample-data']],
    [
      'for an unreachable media server, first',
      info('simulator', false),
      true,
      'owner',
      ['media-server-unreachable', 'sample-data'],
    ],
  ] as const)('returns notices %s', (_name, system, isSample, role, kinds) => {
    expect(
      systemNotices({
        info: system,
        user: { permissions: permissionsOf(role) },
        isSample,
        outdated: null,
      }).map(({ kind }) => kind),
    ).toEqual(kinds);
  });

  it.each([
    ['updated', /was updated/],
    ['media-server-added', /media server was added/],
  ] as const)('puts a required reload first: %s', (outdated, text) => {
    const system = info('mediamtx', false);
    const notices = systemNotices({
      info: system,
      user: { permissions: permissionsOf('staff') },
      isSample: true,
      outdated,
    });
    expect(notices.map(({ kind }) => kind)).toEqual(['page-outdated', 'media-server-unreachable']);
    expect(notices[0]?.text).toMatch(text);
  });

  it('returns nothing until the installation is loaded', () => {
    expect(
      systemNotices({
        info: undefined,
        user: { permissions: permissionsOf('owner') },
        isSample: true,
        outdated: 'updated',
      }),
    ).toEqual([]);
  });

  it('always has an action', () => {
    for (const { action } of systemNotices({
      info: info('simulator', false),
      isSample: true,
      user: { permissions: permissionsOf('operator') },
      outdated: 'updated',
    })) {
      expect(action).toMatch(/^[A-Z].{20,}\.$/);
    }
  });
});
