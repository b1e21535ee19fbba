import { type PathConfig, type PathConfigItem, type PathItem } from '@ppf/mediamtx';
import { type DesiredPath } from '../desired/desired-path';
import { type PathChange } from './path-change';
import { type ObservedPaths, planPaths } from './plan-paths';
import { pullConfig as configOf } from '../desired/camera-paths';

const P1 = 'workshop-1/pit-1';
const P2 = 'workshop-1/pit-2';
const URL_1 = 'rtsp://admin:p%40ss@10.0.0.5:554/stream1';
const pullConfig = (
  source: string,
  transport: 'tcp' | 'udp' | null,
  onDemand: boolean,
  tlsFingerprint: string | null = null,
) => configOf(source, { transport, onDemand, tlsFingerprint });
const tcp = pullConfig(URL_1, 'tcp', false);
const pull = (path = P1, config: PathConfig | null = tcp): DesiredPath => ({
  path,
  kind: 'pull',
  onDemand: false,
  config,
});
const push = (path = P1): DesiredPath => ({
  path,
  kind: 'push',
  publishKeyId: null,
  publishKeySince: null,
  config: null,
});
/** As the control API returns it, with defaults. */
const item = (name: string, values: object = { source: 'publisher' }): PathConfigItem => ({
  name,
  values: {
    name,
    sourceOnDemand: false,
    rtspTransport: 'automatic',
    sourceFingerprint: '',
    record: false,
    ...values,
  },
});
const plan = (desired: DesiredPath[], configs: PathConfigItem[], seen: Partial<ObservedPaths> = {}) =>
  planPaths(desired, { configs, items: [], version: 'v1.20.1', ...seen }, new Map());
const replaced = (changes: readonly PathChange[]) =>
  Object.fromEntries(changes.flatMap((each) => ('config' in each ? [[each.path, each.config]] : [])));
const removed = (changes: readonly PathChange[]) =>
  changes.filter(({ action }) => action === 'remove').map(({ path }) => path);
const PATTERN = item('~^workshop-[0-9]+/pit-[0-9]+$');

describe('planPaths', () => {
  it.each<[string, DesiredPath[], PathConfigItem[], Record<string, PathConfig>, string[]]>([
    ['nothing desired and nothing present', [], [PATTERN], {}, []],
    ['a new pulled camera', [pull()], [PATTERN], { [P1]: tcp }, []],
    ['a pulled camera that is present', [pull()], [PATTERN, item(P1, tcp)], {}, []],
    ['after a restart: all are missing', [pull(), pull(P2)], [PATTERN], { [P1]: tcp, [P2]: tcp }, []],
    [
      'another password',
      [pull()],
      [PATTERN, item(P1, { ...tcp, source: 'rtsp://admin:old@10.0.0.5:554/stream1' })],
      { [P1]: tcp },
      [],
    ],
    ['another transport', [pull()], [item(P1, { ...tcp, rtspTransport: 'udp' })], { [P1]: tcp }, []],
    [
      'on demand from now on',
      [pull(P1, pullConfig(URL_1, 'tcp', true))],
      [item(P1, tcp)],
      { [P1]: pullConfig(URL_1, 'tcp', true) },
      [],
    ],
    [
      'on demand, with durations as another release prints them',
      [pull(P1, { ...pullConfig(URL_1, 'tcp', true), sourceOnDemandCloseAfter: '60s' })],
      [item(P1, { ...pullConfig(URL_1, 'tcp', true), sourceOnDemandCloseAfter: '1m0s' })],
      {},
      [],
    ],
    ['a deleted pit', [], [PATTERN, item(P1, tcp)], {}, [P1]],
    ['a push camera that the pattern allows', [push()], [PATTERN], {}, []],
    ['a push camera that all_others allows', [push()], [item('all_others')], {}, []],
    [
      'a pit that pushes, and no pattern fits',
      [push()],
      [item('~^cam[0-9]+$')],
      { [P1]: { source: 'publisher' } },
      [],
    ],
    [
      'a pit that pushes, and the pattern pulls',
      [push()],
      [item('~^workshop', { source: 'rtsp://10.0.0.9/x', sourceOnDemand: true })],
      { [P1]: { source: 'publisher' } },
      [],
    ],
    ['a push camera on a literal path of the file', [push()], [PATTERN, item(P1)], {}, []],
    ['a pull that becomes a push', [push()], [PATTERN, item(P1, tcp)], {}, [P1]],
    [
      'a pull that becomes a push, without a pattern',
      [push()],
      [item(P1, tcp)],
      { [P1]: { source: 'publisher' } },
      [],
    ],
    ['a push that becomes a pull', [pull()], [PATTERN], { [P1]: tcp }, []],
    ['a camera whose password cannot be opened', [pull(P1, null)], [PATTERN, item(P1, tcp)], {}, []],
    ['a camera whose password cannot be opened, missing', [pull(P1, null)], [PATTERN], {}, []],
    [
      'names that are not ours',
      [],
      [
        PATTERN,
        item('all_others'),
        item('garage'),
        item('workshop-1/pit-1/low', tcp),
        item('workshop-x/pit-1'),
      ],
      {},
      [],
    ],
  ])('%s', (_, desired, observed, replace, remove) => {
    const changes = plan(desired, observed);
    expect(replaced(changes)).toEqual(replace);
    expect(removed(changes)).toEqual(remove);
  });

  it('is empty after it was applied', () => {
    const desired = [
      pull(),
      pull(P2),
      push('workshop-2/pit-1'),
      pull('workshop-3/pit-1', pullConfig(URL_1, null, true)),
    ];
    const observed = [item('workshop-9/pit-9', tcp), item(P1, { ...tcp, source: 'rtsp://old/' })];
    const first = plan(desired, observed);
    const made = replaced(first);
    const after = [
      ...observed.filter(({ name }) => !removed(first).includes(name) && !(name in made)),
      ...Object.entries(made).map(([path, config]) => item(path, config)),
    ];
    expect(Object.keys(made)).toHaveLength(4);
    expect(plan(desired, after)).toEqual([]);
  });

  describe('names the reason and the disconnected clients', () => {
    const watched = (confName: string, viewers: number, change: Partial<PathItem> = {}): PathItem => ({
      name: P1,
      confName,
      ready: true,
      readyTime: null,
      sourceType: 'rtspsource',
      sourceId: '',
      tracks: [],
      bytesReceived: 1,
      readers: Array.from({ length: viewers }, (_, id) => ({ type: 'webrtcsession', id: String(id) })),
      ...change,
    });
    const publishing = watched(PATTERN.name, 2, { sourceType: 'rtspsession', sourceId: 's1' });
    const onDemand = (closeAfter: string) => ({
      ...pullConfig(URL_1, 'tcp', true),
      sourceOnDemandCloseAfter: closeAfter,
    });

    it.each<[string, DesiredPath[], PathConfigItem[], PathItem[], string[]]>([
      ['a new path', [pull()], [], [], ['make missing camera=false viewers=0']],
      [
        'a path over what publishes now',
        [pull()],
        [PATTERN],
        [publishing],
        ['make missing camera=true viewers=2', 'disconnect may-not-publish camera=false viewers=0'],
      ],
      [
        'another address',
        [pull()],
        [item(P1, { ...tcp, source: 'rtsp://old/' })],
        [watched(P1, 3)],
        ['change differs source camera=true viewers=3'],
      ],
      [
        'a camera that is down and has no viewers',
        [pull()],
        [item(P1, { ...tcp, source: 'rtsp://old/' })],
        [watched(P1, 0, { ready: false })],
        ['change differs source camera=false viewers=0'],
      ],
      [
        'a change that can be postponed, with viewers',
        [pull(P1, onDemand('60s'))],
        [item(P1, onDemand('30s'))],
        [watched(P1, 1)],
        ['change differs sourceOnDemandCloseAfter camera=true viewers=1 postponed'],
      ],
      [
        'a change that can be postponed, without viewers',
        [pull(P1, onDemand('60s'))],
        [item(P1, onDemand('30s'))],
        [watched(P1, 0)],
        ['change differs sourceOnDemandCloseAfter camera=true viewers=0'],
      ],
      ['a deleted pit', [], [item(P1, tcp)], [watched(P1, 4)], ['remove unwanted camera=true viewers=4']],
      ['a push camera that no pattern allows', [push()], [], [], ['make no-pattern camera=false viewers=0']],
      [
        'a pit that is gone, and publishes still',
        [],
        [PATTERN],
        [publishing],
        ['disconnect may-not-publish camera=true viewers=2'],
      ],
    ])('%s', (_, desired, configs, items, expected) => {
      const changes = plan(desired, configs, { items }).map(
        ({ action, reason, fields, disconnects, isPostponed }) =>
          [
            action,
            reason,
            ...fields,
            `camera=${disconnects.camera}`,
            `viewers=${disconnects.viewers}`,
            ...(isPostponed ? ['postponed'] : []),
          ].join(' '),
      );
      expect(changes).toEqual(expected);
    });

    it('counts the viewers of a replaced publish key', () => {
      const keys = new Map([[P1, 'old']]);
      const [only] = planPaths(
        [{ path: P1, kind: 'push', publishKeyId: 'new', publishKeySince: null, config: null }],
        { configs: [PATTERN], items: [publishing], version: null },
        keys,
      );
      expect(only).toMatchObject({
        action: 'disconnect',
        reason: 'key-replaced',
        disconnects: { viewers: 2 },
      });
    });
  });

  it('creates paths of cameras that are always pulled before on-demand ones', () => {
    const onDemand = pull(P1, pullConfig(URL_1, 'tcp', true));
    expect(plan([onDemand, pull(P2)], []).map(({ path }) => path)).toEqual([P2, P1]);
  });

  it('uses TCP for a camera without a transport', () => {
    expect(pullConfig(URL_1, null, false)).toEqual({
      source: URL_1,
      sourceFingerprint: '',
      rtspTransport: 'tcp',
      sourceOnDemand: false,
    });
  });
});
