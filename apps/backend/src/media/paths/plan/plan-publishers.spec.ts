import { type PathItem } from '@ppf/mediamtx';
import { type DesiredPath } from '../desired/desired-path';
import { unwantedPublishers } from './plan-publishers';

const P1 = 'workshop-1/pit-1';
const live = (
  name: string,
  sourceType: string | null,
  sourceId = 's1',
  since: string | null = null,
): PathItem => ({
  name,
  confName: '~^workshop-[0-9]+/pit-[0-9]+$',
  ready: true,
  readyTime: since === null ? null : new Date(since),
  sourceType,
  sourceId,
  tracks: [{ codec: 'H264', profile: null, width: null, height: null }],
  bytesReceived: 1,
  readers: [],
});
const push = (publishKeyId: string | null = 'k1', since: string | null = null): DesiredPath => ({
  path: P1,
  kind: 'push',
  publishKeyId,
  publishKeySince: since === null ? null : new Date(since),
  config: null,
});
const pull: DesiredPath = { path: P1, kind: 'pull', onDemand: false, config: null };

describe('unwantedPublishers', () => {
  it.each<[string, PathItem[], DesiredPath[], [string, string | null][], string[]]>([
    ['none: the camera pushes', [live(P1, 'rtspsession')], [push()], [[P1, 'k1']], []],
    ['none: there is no previous key', [live(P1, 'rtspsession')], [push()], [], []],
    ['the pit was deleted', [live(P1, 'rtspsession')], [], [], ['rtsp s1 may-not-publish']],
    [
      'the camera is pulled now',
      [live(P1, 'rtspsession')],
      [pull],
      [[P1, 'k1']],
      ['rtsp s1 may-not-publish'],
    ],
    ['the key was replaced', [live(P1, 'rtspsession')], [push('k2')], [[P1, 'k1']], ['rtsp s1 key-replaced']],
    [
      'the key was taken away',
      [live(P1, 'rtspsession')],
      [push(null)],
      [[P1, 'k1']],
      ['rtsp s1 key-replaced'],
    ],
    [
      'its key is newer than its stream, and nothing is known of the key before',
      [live(P1, 'rtspsession', 's1', '2026-01-01T10:00:00Z')],
      [push('k2', '2026-01-01T10:00:05Z')],
      [],
      ['rtsp s1 key-replaced'],
    ],
    [
      'it began while hooks were still learning of the new key',
      [live(P1, 'rtspsession', 's1', '2026-01-01T10:00:06Z')],
      [push('k2', '2026-01-01T10:00:05Z')],
      [[P1, 'k2']],
      ['rtsp s1 key-replaced'],
    ],
    [
      'none: it began with the new key',
      [live(P1, 'rtspsession', 's1', '2026-01-01T10:00:07Z')],
      [push('k2', '2026-01-01T10:00:05Z')],
      [],
      [],
    ],
    ['a browser that publishes', [live(P1, 'webrtcsession')], [], [], ['webrtc s1 may-not-publish']],
    ['no publisher on a pulled path', [live(P1, 'rtspsource', '')], [], [], []],
    ['no publisher on an idle path', [live(P1, null, '')], [], [], []],
    [
      'names that are not ours',
      [live('garage', 'rtspsession'), live(`${P1}/low`, 'rtspsession')],
      [],
      [],
      [],
    ],
  ])('%s', (_, items, desired, before, expected) => {
    const found = unwantedPublishers(items, desired, new Map(before));
    expect(found.map(({ kind, id, reason }) => `${kind} ${id} ${reason}`)).toEqual(expected);
  });
});
