import type { PathConfig } from '@ppf/mediamtx';
import { parse } from 'yaml';
import { decryptFile, encryptFile } from './encrypt-file';
import { parseFile } from './file-content';
import { type OperatorSettings, parseOperatorSettings } from './operator-settings';
import { MARKER_PATH, planFile, PUBLISHER_PATTERN } from './plan-file';

const SETTINGS: OperatorSettings = {
  global: { authMethod: 'http', authHTTPAddress: 'http://u:p@127.0.0.1/hook', api: true, logLevel: 'info' },
  pathDefaults: {},
  paths: { lobby: { source: 'publisher' } },
};
const PATH = 'workshop-1/pit-1';
const CONFIG: PathConfig = { source: 'rtsp://u:p@10.0.0.5:554/1', rtspTransport: 'tcp' };
const KEEPS = { scheme: 'rtsp', host: '10.0.0.5', port: 554, path: '/1' };
const entry = (config: PathConfig | null, keeps: typeof KEEPS | null = null) => ({
  path: PATH,
  config,
  keeps,
});
const plan = (
  entries: readonly ReturnType<typeof entry>[],
  change: object = {},
  previous = new Map<string, PathConfig>(),
) =>
  planFile({
    desired: { version: 'v', pathsBy: 'file', entries, refused: [], reconnects: [], ...change },
    settings: SETTINGS,
    previous,
    release: 'v1.20.1',
  });

describe('the plan of a file', () => {
  it('is YAML with the settings, the pattern of publishers, the mark and the paths', () => {
    const { text, id } = plan([entry(CONFIG)]);
    expect(parse(text)).toEqual({
      ...SETTINGS.global,
      pathDefaults: {},
      paths: {
        [PUBLISHER_PATTERN]: { source: 'publisher' },
        lobby: { source: 'publisher' },
        [MARKER_PATH]: { source: 'publisher', rtspRangeStart: id },
        [PATH]: CONFIG,
      },
    });
  });

  it('leaves out defaults of MediaMTX, except where the operator has another one', () => {
    const config = { ...CONFIG, sourceFingerprint: '', sourceOnDemand: false };
    const pathOf = (text: string) => (parse(text) as { paths: Record<string, unknown> }).paths[PATH];
    expect(pathOf(plan([entry(config)]).text)).toEqual(CONFIG);
    const other = planFile({
      desired: { version: 'v', pathsBy: 'file', entries: [entry(config)], refused: [], reconnects: [] },
      settings: { ...SETTINGS, pathDefaults: { sourceOnDemand: true } },
      previous: new Map(),
      release: null,
    });
    expect(pathOf(other.text)).toEqual({ ...CONFIG, sourceOnDemand: false });
    expect(other.content.paths.get(PATH)).toEqual(config);
  });

  it('is read back, encrypted too', () => {
    const { text, content, id } = plan([entry(CONFIG)]);
    const read = decryptFile(encryptFile(text, 'k'.repeat(32)), 'k'.repeat(32));
    expect(parseFile(read ?? '', MARKER_PATH)).toEqual({ ...content, id });
  });

  it('has the same id for the same paths of another document, and another one for other paths', () => {
    const { id } = plan([entry(CONFIG)]);
    expect(plan([entry(CONFIG)], { version: 'w' }).id).toBe(id);
    expect(plan([entry({ ...CONFIG, sourceOnDemand: true })]).id).not.toBe(id);
  });

  it('has no camera paths while the backend sets them through the API, or while no document is known', () => {
    expect(plan([entry(CONFIG)], { pathsBy: 'api' }).content.paths.size).toBe(0);
    const unknown = planFile({ desired: null, settings: SETTINGS, previous: new Map(), release: null });
    expect(unknown.content).toMatchObject({ document: null, pathsBy: 'api', paths: new Map() });
  });

  it.each<[string, PathConfig | null, typeof KEEPS | null, boolean]>([
    ['the same camera', CONFIG, KEEPS, true],
    ['another camera', { source: 'rtsp://10.0.0.6:554/1' }, KEEPS, false],
    ['no file before', null, KEEPS, false],
    ['nothing to keep', CONFIG, null, false],
  ])('keeps a camera whose source is unknown at the moment: %s', (_, before, keeps, isKept) => {
    const previous = new Map(before ? [[PATH, before]] : []);
    expect(plan([entry(null, keeps)], {}, previous).content.paths.get(PATH)).toEqual(
      isKept ? before : undefined,
    );
  });

  it('changes the entry of a camera that is to be pulled again, and keeps that change', () => {
    const again = plan([entry(CONFIG)], { reconnects: [{ id: 'request-1', path: PATH }] });
    expect(again.content.paths.get(PATH)).toEqual({ ...CONFIG, rtspRangeStart: 'request-1' });
    expect(plan([entry(CONFIG)], {}, new Map(again.content.paths)).id).toBe(again.id);
  });

  it('does not add a pattern when the operator has one', () => {
    const settings = { ...SETTINGS, paths: { '~^workshop-.*$': { source: 'publisher' } } };
    const { content } = planFile({ desired: null, settings, previous: new Map(), release: null });
    expect(Object.keys(content.settings.paths)).toEqual(['~^workshop-.*$']);
  });
});

describe('a file on disk', () => {
  const { text } = plan([entry(CONFIG)]);
  it.each([
    ['another key', encryptFile(text, 'x'.repeat(32))],
    ['plain text', text],
    ['an empty file', ''],
    ['a part of it', encryptFile(text, 'k'.repeat(32)).slice(0, 400)],
  ])('with %s cannot be decrypted', (_, encrypted) => {
    expect(decryptFile(encrypted, 'k'.repeat(32))).toBeNull();
  });

  it('contains no password in plain text', () => {
    expect(Buffer.from(encryptFile(text, 'k'.repeat(32)), 'base64').toString('latin1')).not.toContain(
      'rtsp://',
    );
  });

  it.each(['', 'paths:', text.replace('# ppf-media-agent', '#'), text.replace('{"source"', '{source')])(
    'that an agent did not write is not parsed',
    (other) => expect(parseFile(other, MARKER_PATH)).toBeNull(),
  );
});

describe('the settings of the operator', () => {
  const valid = 'authMethod: http\nauthHTTPAddress: http://u:concealed@127.0.0.1:4000/hook\napi: yes\n';
  it.each<[string, string, string | null, string[]]>([
    ['valid ones', valid.replace('yes', 'true'), null, []],
    ['a key of a newer release', `${valid.replace('yes', 'true')}moq: false`, 'v1.20.1', []],
    [
      'a key that the release does not have',
      `${valid.replace('yes', 'true')}moq: false`,
      'v1.9.3',
      ['moq needs MediaMTX v1.19.0 or later.'],
    ],
    [
      'no authentication',
      'api: true',
      null,
      ['authMethod must be http with authHTTPAddress, or jwt with authJWTJWKS.'],
    ],
    ['no control API', valid.replace('yes', 'false'), null, ['api must be on.']],
    [
      'a command',
      `${valid.replace('yes', 'true')}runOnConnect: id`,
      null,
      ['runOnConnect is not in the list of permitted settings.'],
    ],
    [
      'a command of a path',
      `${valid.replace('yes', 'true')}paths: {lobby: {runOnInit: id}}`,
      null,
      ['Path lobby has runOnInit, which is not in the list of permitted settings.'],
    ],
    [
      'a path of a pit',
      `${valid.replace('yes', 'true')}paths: {workshop-1/pit-1: {}}`,
      null,
      ['Path workshop-1/pit-1 has a name that belongs to a pit.'],
    ],
    [
      'a value that ends MediaMTX',
      `${valid.replace('yes', 'true')}readTimeout: soon`,
      null,
      ['readTimeout has a value that is not valid.'],
    ],
    [
      'an address without a port',
      `${valid.replace('yes', 'true')}rtspAddress: '8554'`,
      null,
      ['rtspAddress has a value that is not valid.'],
    ],
    ['no mapping', '- 1', null, ['The file is not a YAML mapping.']],
    ['no YAML', 'a: [concealed', null, ['The file is not a YAML mapping.']],
  ])('with %s', (_, text, release, faults) => {
    const parsed = parseOperatorSettings(text, release);
    expect(parsed.faults).toEqual(faults);
    expect(parsed.settings === null).toBe(faults.length > 0);
    expect(parsed.faults.join('')).not.toContain('concealed');
  });
});
