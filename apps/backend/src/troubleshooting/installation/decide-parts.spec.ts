import { message } from '../messages';
import { hasFault } from './installation-check';
import { decideCertificate, decideDatabase, decideDisk, decideService } from './decide-parts';

const WELL = { failure: null, version: '18.4', clockAheadMs: 12, pending: 0, unknown: 0 } as const;
const AT = new Date('2026-11-25T12:00:00Z');
const inDays = (days: number) => new Date(AT.getTime() + days * 86_400_000);

describe('installation checks', () => {
  it.each<[string, Parameters<typeof decideDatabase>[0], string, RegExp]>([
    ['a healthy database', WELL, 'ok', /18\.4/],
    [
      'an unavailable database',
      { failure: message('check.database.unusable', { host: 'db', code: 'ECONNREFUSED' }) },
      'fault',
      /ECONNREFUSED/,
    ],
    ['an old database', { ...WELL, version: '13.9' }, 'fault', /too old/],
    ['an unmigrated database', { ...WELL, pending: 2 }, 'warning', /2 migrations/],
    ['a database of a newer version', { ...WELL, unknown: 1 }, 'fault', /newer version/],
    ['a database with a wrong clock', { ...WELL, clockAheadMs: -7_300_000 }, 'fault', /2 h behind/],
  ])('report %s', (_, facts, state, found) => {
    const check = decideDatabase(facts);
    expect([check.state, check.found]).toEqual([state, expect.stringMatching(found)]);
    expect(check.fix === null).toBe(state === 'ok');
  });

  it.each([
    [50, 'ok'],
    [1.2, 'warning'],
    [0.1, 'fault'],
  ])('report a disk with %d GB free: %s', (free, state) => {
    expect(decideDisk({ folder: '/data', space: { free: free * 1e9, total: 1e11 } }).state).toBe(state);
  });

  it('report an unreadable disk as unknown', () => {
    expect(decideDisk({ folder: '/data', space: null }).state).toBe('unknown');
    expect(hasFault([decideDisk({ folder: '/data', space: null })])).toBe(false);
  });

  it.each<[string | null, Date | null, string, RegExp]>([
    [null, inDays(60), 'ok', /60 more days/],
    [null, inDays(5), 'warning', /5 days/],
    ['CERT_HAS_EXPIRED', inDays(-1), 'fault', /not trusted/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', inDays(60), 'fault', /not trusted/],
    ['ECONNREFUSED', null, 'fault', /Nothing responds/],
  ])('report a certificate with failure %s', (failure, validUntil, state, found) => {
    const check = decideCertificate({ origin: 'https://stream.example.org', failure, validUntil }, AT);
    expect([check.state, check.found]).toEqual([state, expect.stringMatching(found)]);
  });

  it.each([
    [200, 'ok'],
    [503, 'fault'],
    [404, 'fault'],
    [null, 'fault'],
  ])('report a service that responds with %s: %s', (status, state) => {
    expect(
      decideService({ what: message('check.service'), url: 'http://localhost:3000', status }).state,
    ).toBe(state);
  });
});
