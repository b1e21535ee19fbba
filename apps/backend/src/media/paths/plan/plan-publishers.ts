import { parsePath, type PathItem, type SessionKind } from '@ppf/mediamtx';
import { type DesiredPath } from '../desired/desired-path';

/** A publisher whose session is to be ended. */
export interface UnwantedPublisher {
  readonly path: string;
  readonly kind: SessionKind;
  readonly id: string;
  readonly reason: 'may-not-publish' | 'key-replaced';
}

/** Which sessions list a publisher is in, by the type of the path's source in lower case. */
const KINDS: ReadonlyMap<string, SessionKind> = new Map([
  ['rtspsession', 'rtsp'],
  ['webrtcsession', 'webrtc'],
]);

/**
 * Milliseconds that a publisher may have begun after its key was replaced and still be one of the old key: every hook
 * learns of the change within them, and clocks differ. Who comes with the new key so soon is asked once more.
 */
const OLD_KEY_MS = 2000;

/**
 * Publishers that may not go on: their pit is gone, its camera does not push any more, or they began with another
 * publish key: it is another one than `before`, or newer than their stream. The second holds where nothing is known of
 * before: after a start, a change of leader, or two keys within one run. MediaMTX asks the hook only once, at the start,
 * and a pattern of its file keeps such a path alive. Pure. Read `items` before `desired`: a pit is made before its
 * camera can publish, so none is taken for unwanted that is only new.
 * @param before Publish keys by path when this was last asked.
 */
export function unwantedPublishers(
  items: readonly PathItem[],
  desired: readonly DesiredPath[],
  before: ReadonlyMap<string, string | null>,
): readonly UnwantedPublisher[] {
  const wanted = new Map(
    desired.flatMap((each) => (each.kind === 'push' ? [[each.path, each] as const] : [])),
  );
  return items.flatMap(
    ({ name: path, sourceType, sourceId: id, readyTime }): readonly UnwantedPublisher[] => {
      const kind = KINDS.get(sourceType ?? '');
      if (!kind || id === '' || !parsePath(path)) return [];
      const push = wanted.get(path);
      if (!push) return [{ path, kind, id, reason: 'may-not-publish' }];
      const sameKey = !before.has(path) || before.get(path) === push.publishKeyId;
      return sameKey && !isOlder(readyTime, push.publishKeySince)
        ? []
        : [{ path, kind, id, reason: 'key-replaced' }];
    },
  );
}

function isOlder(stream: Date | null, key: Date | null): boolean {
  return stream !== null && key !== null && stream.getTime() < key.getTime() + OLD_KEY_MS;
}

/** Publish keys of the cameras that push, by path. */
export function publishKeysOf(desired: readonly DesiredPath[]): ReadonlyMap<string, string | null> {
  return new Map(desired.flatMap((each) => (each.kind === 'push' ? [[each.path, each.publishKeyId]] : [])));
}
