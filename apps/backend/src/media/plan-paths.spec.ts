import { type PathConfig, type PathConfigItem } from '@ppf/mediamtx';
import { type DesiredPath } from './desired-path';
import { planPaths } from './plan-paths';
import { pullConfig } from './read-desired-paths';

const P1 = 'workshop-1/pit-1';
const P2 = 'workshop-1/pit-2';
const URL_1 = 'rtsp://admin:p%40ss@10.0.0.5:554/stream1';
const tcp = pullConfig(URL_1, 'tcp', false);
const pull = (path = P1, config: PathConfig | null = tcp): DesiredPath => ({
  path,
  kind: 'pull',
  onDemand: false,
  config,
});
const push = (path = P1): DesiredPath => ({ path, kind: 'push', publishKeyId: null });
/** As the control API tells it: defaults merged in. */
const item = (name: string, values: object = { source: 'publisher' }): PathConfigItem => ({
  name,
  values: { name, sourceOnDemand: false, rtspTransport: 'automatic', record: false, ...values },
});
const PATTERN = item('~^workshop-[0-9]+/pit-[0-9]+$');

describe('the plan for a media server', () => {
  it.each<[string, DesiredPath[], PathConfigItem[], Record<string, PathConfig>, string[]]>([
    ['nothing wanted, nothing there', [], [PATTERN], {}, []],
    ['a new pulled camera', [pull()], [PATTERN], { [P1]: tcp }, []],
    ['a pulled camera that is there', [pull()], [PATTERN, item(P1, tcp)], {}, []],
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
    ['a pit that pushes, let in by the pattern', [push()], [PATTERN], {}, []],
    ['a pit that pushes, let in by all_others', [push()], [item('all_others')], {}, []],
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
    ['a pit that pushes on a literal path of the file', [push()], [PATTERN, item(P1)], {}, []],
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
    const plan = planPaths(desired, observed);
    expect(Object.fromEntries(plan.replace.map(({ path, config }) => [path, config]))).toEqual(replace);
    expect(plan.remove).toEqual(remove);
  });

  it('is done after it was carried out once', () => {
    const desired = [
      pull(),
      pull(P2),
      push('workshop-2/pit-1'),
      pull('workshop-3/pit-1', pullConfig(URL_1, null, true)),
    ];
    const observed = [item('workshop-9/pit-9', tcp), item(P1, { ...tcp, source: 'rtsp://old/' })];
    const first = planPaths(desired, observed);
    const after = [
      ...observed.filter(
        ({ name }) => !first.remove.includes(name) && !first.replace.some(({ path }) => path === name),
      ),
      ...first.replace.map(({ path, config }) => item(path, config)),
    ];
    expect(first.replace).toHaveLength(4);
    expect(planPaths(desired, after)).toEqual({ replace: [], remove: [] });
  });

  it('asks for TCP when a camera says nothing of its transport', () => {
    expect(pullConfig(URL_1, null, false)).toEqual({
      source: URL_1,
      rtspTransport: 'tcp',
      sourceOnDemand: false,
    });
  });
});
