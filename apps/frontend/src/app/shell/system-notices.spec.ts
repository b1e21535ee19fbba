import type { SystemInfo } from '@ppf/contracts';
import { systemNotices } from './system-notices';

/** The sample is there; `isSample` says whether it is looked at. */
const info = (kind: 'mediamtx' | 'simulator', reachable: boolean): SystemInfo => ({
  version: '0.1.0',
  sample_data: true,
  media_server: { kind, auth: 'http', version: 'v1.20.1', reachable },
});

describe('systemNotices', () => {
  it.each([
    ['all is real and well', info('mediamtx', true), false, 'owner', []],
    ['the simulator is in use', info('simulator', true), false, 'staff', ['simulator']],
    ['sample data is there, to an owner', info('mediamtx', true), true, 'owner', ['sample-data']],
    ['another workshop than the sample is looked at', info('mediamtx', true), false, 'super_admin', []],
    ['sample data is there, but not to staff', info('mediamtx', true), true, 'staff', []],
    ['both, in this order', info('simulator', true), true, 'super_admin', ['simulator', 'sample-data']],
    [
      'the media server is gone, first',
      info('simulator', false),
      true,
      'owner',
      ['media-server-unreachable', 'sample-data'],
    ],
  ] as const)('says when %s', (_name, system, isSample, role, kinds) => {
    expect(
      systemNotices({ info: system, user: { role }, isSample, outdated: null }).map(({ kind }) => kind),
    ).toEqual(kinds);
  });

  it.each([
    ['updated', /was updated/],
    ['media-server-added', /media server was added/],
  ] as const)('says first of all that the page must be loaded again: %s', (outdated, text) => {
    const system = info('mediamtx', false);
    const notices = systemNotices({ info: system, user: { role: 'staff' }, isSample: true, outdated });
    expect(notices.map(({ kind }) => kind)).toEqual(['page-outdated', 'media-server-unreachable']);
    expect(notices[0]?.text).toMatch(text);
  });

  it('says nothing while nothing is known', () => {
    expect(
      systemNotices({ info: undefined, user: { role: 'owner' }, isSample: true, outdated: 'updated' }),
    ).toEqual([]);
  });

  it('always says the way out', () => {
    for (const { wayOut } of systemNotices({
      info: info('simulator', false),
      isSample: true,
      user: { role: 'super_admin' },
      outdated: 'updated',
    })) {
      expect(wayOut).toMatch(/\w+.*\.$/);
    }
  });
});
