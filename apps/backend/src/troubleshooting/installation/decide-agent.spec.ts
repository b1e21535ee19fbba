import type { MediaAgentReport } from '@ppf/contracts';
import { type AgentFacts, decideAgent } from './decide-agent';

const AT = new Date('2026-11-25T12:00:00Z');
const REPORT: MediaAgentReport = {
  protocol: 1,
  document_version: 'version-1',
  applied: true,
  owns_file: true,
  fault: null,
  settings_faults: [],
  refused: [],
  total_refused: 0,
  mediamtx_version: 'v1.20.1',
  disk_free_bytes: 20e9,
  disk_total_bytes: 50e9,
  ffmpeg_version: '7.1.3',
  ffmpeg_encodes_h264: true,
  ffmpeg_limits_redirects: true,
  ports: [],
};
const WELL: AgentFacts = {
  pathsBy: 'file',
  credentialHash: Buffer.alloc(32),
  reportedAt: new Date(AT.getTime() - 30_000),
  report: REPORT,
};
const reporting = (change: Partial<MediaAgentReport>) => ({ report: { ...REPORT, ...change } });

describe('the check of a media agent', () => {
  it.each<[string, Partial<AgentFacts>, string, RegExp]>([
    ['that works', {}, 'ok', /has loaded its file/],
    ['that is not enrolled', { credentialHash: null, reportedAt: null, report: null }, 'fault', /enrolled/],
    ['that never reported', { reportedAt: null, report: null }, 'fault', /not report/],
    ['that stopped to report', { reportedAt: new Date(AT.getTime() - 91_000) }, 'fault', /not report/],
    ['whose disk is full', reporting({ fault: 'disk-full' }), 'fault', /disk is full/],
    ['that may not write', reporting({ fault: 'not-writable' }), 'fault', /cannot write/],
    ['that restored a file', reporting({ fault: 'ended-media-server' }), 'fault', /MediaMTX ended/],
    ['that is too old', reporting({ fault: 'document-not-valid' }), 'fault', /form/],
    [
      'beside a MediaMTX with another file',
      reporting({ owns_file: false }),
      'fault',
      /does not use its file/,
    ],
    [
      'with faulty settings',
      reporting({ settings_faults: ['runOnInit is not permitted.'] }),
      'warning',
      /runOnInit is not permitted/,
    ],
    ['that refused paths', reporting({ total_refused: 3, refused: [] }), 'warning', /3 paths/],
    ['that waits', reporting({ applied: false }), 'warning', /not loaded/],
    ['that is not used', { pathsBy: 'api', reportedAt: null, report: null }, 'warning', /not report/],
  ])('finds one %s', (_, change, state, found) => {
    const [check] = decideAgent('North', { ...WELL, ...change }, AT);
    expect(check?.what).toBe('North: media agent');
    expect([check?.state, check?.found]).toEqual([state, expect.stringMatching(found)]);
    expect(check?.fix === null).toBe(state === 'ok');
  });

  it('is left out where none is used', () => {
    const none = { pathsBy: 'api', credentialHash: null, reportedAt: null, report: null } as const;
    expect(decideAgent('North', none, AT)).toEqual([]);
  });

  it.each<[string, Partial<MediaAgentReport>, [string, string]]>([
    ['enough', {}, ['ok', 'ok']],
    ['little space', { disk_free_bytes: 1e9 }, ['warning', 'ok']],
    ['a disk that cannot be read', { disk_free_bytes: null }, ['unknown', 'ok']],
    ['no FFmpeg', { ffmpeg_version: null }, ['ok', 'warning']],
    ['an FFmpeg without libx264', { ffmpeg_encodes_h264: false }, ['ok', 'warning']],
    ['an FFmpeg without -max_redirects', { ffmpeg_limits_redirects: false }, ['ok', 'warning']],
  ])('covers its machine: %s', (_, change, states) => {
    const [, disk, ffmpeg] = decideAgent('North', { ...WELL, ...reporting(change) }, AT);
    expect([disk?.what, ffmpeg?.what]).toEqual(['disk of North', 'North: FFmpeg for re-encoding']);
    expect([disk?.state, ffmpeg?.state]).toEqual(states);
  });

  it('shows no disk of an old report', () => {
    expect(decideAgent('North', { ...WELL, reportedAt: new Date(0) }, AT)).toHaveLength(1);
  });
});
