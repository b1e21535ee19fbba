import type { MediaAgentDetails, MediaAgentReport, MediaServerDetails } from '@ppf/contracts';
import {
  agentStateText,
  agentWarning,
  appliedText,
  isAgentReady,
  machineFacts,
  refusedPaths,
  settingsFaults,
} from './agent-text';

const NOW = new Date(2026, 10, 25, 12, 0).getTime();
const at = (hour: number) => new Date(2026, 10, 25, hour, 5).toISOString();
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
  disk_free_bytes: 12_000_000_000,
  disk_total_bytes: 50_000_000_000,
  ffmpeg_version: '7.1.3',
  ffmpeg_encodes_h264: true,
  ffmpeg_limits_redirects: true,
  ports: [],
};
const NO_AGENT: MediaAgentDetails = {
  enrolled: false,
  code_expires_at: null,
  reported_at: null,
  connected: false,
  report: null,
};
const CONNECTED: MediaAgentDetails = {
  enrolled: true,
  code_expires_at: null,
  reported_at: at(11),
  connected: true,
  report: REPORT,
};
const server = (
  agent: MediaAgentDetails,
  pathsBy: MediaServerDetails['paths_by'] = 'file',
): MediaServerDetails => ({
  id: 1,
  name: 'North',
  state: 'in-use',
  is_configured: false,
  paths_by: pathsBy,
  agent,
  api_url: 'http://m:9997',
  webrtc_url: 'http://m:8889',
  hls_url: 'http://m:8888',
  rtsp_url: 'rtsp://m:8554',
  edge_of: null,
  pulls_from: null,
  created_at: at(1),
  health: { reachable: true, version: 'v1.20.1', since: at(9), answered_at: at(11) },
  workshops: 0,
  cameras: 0,
  live: 0,
  viewers: 0,
});
const reporting = (change: Partial<MediaAgentReport>, pathsBy?: MediaServerDetails['paths_by']) =>
  server({ ...CONNECTED, report: { ...REPORT, ...change } }, pathsBy);

describe('the texts of a media agent', () => {
  it.each<[string, MediaServerDetails, string]>([
    ['no agent', server(NO_AGENT), 'No media agent is enrolled.'],
    [
      'an unused code',
      server({ ...NO_AGENT, code_expires_at: at(12) }),
      'A code waits for its media agent until 12:05.',
    ],
    [
      'an agent before its first report',
      server({ ...NO_AGENT, enrolled: true }),
      'A media agent is enrolled. It has not reported yet.',
    ],
    ['a connected agent', server(CONNECTED), 'The media agent is connected. Last report at 11:05.'],
    [
      'an agent that does not report',
      server({ ...CONNECTED, connected: false }),
      'The media agent does not report. Last report at 11:05. Check that it is running, and its connection to this service.',
    ],
  ])('describe %s', (_, given, state) => {
    expect(agentStateText(given, NOW)).toBe(state);
  });

  it.each<[string, MediaServerDetails, string | null]>([
    ['no report', server(NO_AGENT), null],
    [
      'another file',
      reporting({ owns_file: false }, 'api'),
      expect.stringContaining('does not use the file'),
    ],
    ['its file, paths by API', reporting({}, 'api'), null],
    ['the newest paths', reporting({}), 'MediaMTX has loaded the newest paths.'],
    ['older paths', reporting({ applied: false }), 'MediaMTX has not loaded the newest paths yet.'],
  ])('say what MediaMTX has loaded: %s', (_, given, sentence) => {
    expect(appliedText(given)).toEqual(sentence);
  });

  it.each<[string, MediaServerDetails, string | null]>([
    ['paths by API without an agent', server(NO_AGENT, 'api'), null],
    ['paths by API with a fault', reporting({ fault: 'disk-full' }, 'api'), null],
    ['no fault', server(CONNECTED), null],
    ['no report', server(NO_AGENT), expect.stringContaining('has not reported yet')],
    [
      'old reports',
      server({ ...CONNECTED, connected: false }),
      expect.stringContaining('last reported at 11:05'),
    ],
    [
      'disk full',
      reporting({ fault: 'disk-full' }),
      expect.stringContaining('disk of the media server is full'),
    ],
    ['no permission', reporting({ fault: 'not-writable' }), expect.stringContaining('permissions')],
    [
      'a restored file',
      reporting({ fault: 'ended-media-server' }),
      expect.stringContaining('MediaMTX ended'),
    ],
    ['an unknown form', reporting({ fault: 'document-not-valid' }), expect.stringContaining('Update it')],
    ['another file', reporting({ owns_file: false }), expect.stringContaining('does not use the file')],
    ['one refused path', reporting({ total_refused: 1 }), '1 path refused by the media agent.'],
  ])('warn when changes are not applied: %s', (_, given, warning) => {
    expect(agentWarning(given, NOW)).toEqual(warning);
  });

  it.each<[string, MediaServerDetails, boolean]>([
    ['no agent', server(NO_AGENT), false],
    ['a connected agent', server(CONNECTED), true],
    ['another file', reporting({ owns_file: false }), false],
    ['old reports', server({ ...CONNECTED, connected: false }), false],
  ])('know whether an agent is ready: %s', (_, given, isReady) => {
    expect(isAgentReady(given)).toBe(isReady);
  });

  it('list at most twelve refused paths and faults', () => {
    const refused = Array.from({ length: 15 }, (_each, index) => `workshop-1/pit-${index}: kind`);
    const given = reporting({ refused, total_refused: 300, settings_faults: ['api must be on.'] });
    expect(refusedPaths(given)).toEqual({ items: refused.slice(0, 12), more: 288 });
    expect(settingsFaults(given)).toEqual({ items: ['api must be on.'], more: 0 });
    expect(refusedPaths(server(NO_AGENT))).toEqual({ items: [], more: 0 });
  });

  it.each<[string, MediaServerDetails, string[]]>([
    ['no report', server(NO_AGENT), []],
    ['all facts', server(CONNECTED), ['12.00 GB of 50.00 GB free', 'version 7.1.3']],
    [
      'unknown facts',
      reporting({ disk_free_bytes: null, disk_total_bytes: null, ffmpeg_version: null }),
      ['unknown', 'not installed'],
    ],
    [
      'an FFmpeg without libx264',
      reporting({ ffmpeg_encodes_h264: false }),
      ['12.00 GB of 50.00 GB free', 'version 7.1.3, cannot encode H.264'],
    ],
  ])('describe the machine: %s', (_, given, values) => {
    expect(machineFacts(given).map(({ value }) => value)).toEqual(values);
  });
});
