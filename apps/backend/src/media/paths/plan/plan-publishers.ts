import { parsePath, type PathItem, type SessionKind } from '@ppf/mediamtx';
import { type DesiredPath } from '../desired/desired-path';

/** A publisher to disconnect. */
export interface UnwantedPublisher {
  readonly path: string;
  readonly kind: SessionKind;
  readonly id: string;
  readonly reason: 'may-not-publish' | 'key-replaced';
}

/** Kind of the sessions list of a publisher, by the source type of the path in lower case. */
const KINDS: ReadonlyMap<string, SessionKind> = new Map([
  ['rtspsession', 'rtsp'],
  ['webrtcsession', 'webrtc'],
]);

/**
 * Milliseconds after the replacement of a key within which a publisher may still have used the old key: every auth hook
 * receives the change within this time, and clocks differ. A publisher with the new key that connects within it is
 * disconnected once.
 */
const OLD_KEY_GRACE_MS = 2000;

/**
 * Publishers to disconnect: the pit was deleted, its camera no longer publishes, or the publish key was replaced. The
 * key was replaced when its id differs from `before`, or when it is newer than the stream; the second rule works after
 * a start, a change of the leader, or two replacements within one run. MediaMTX calls the auth hook only when a
 * publisher connects, and a pattern of its file keeps the path. Pure. Read `items` before `desired`: a pit is created
 * before its camera can publish, so that no new publisher is disconnected.
 * @param before Publish key ids of the previous run, by path.
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
      const isSameKey = !before.has(path) || before.get(path) === push.publishKeyId;
      return isSameKey && !isOlder(readyTime, push.publishKeySince)
        ? []
        : [{ path, kind, id, reason: 'key-replaced' }];
    },
  );
}

function isOlder(stream: Date | null, key: Date | null): boolean {
  return stream !== null && key !== null && stream.getTime() < key.getTime() + OLD_KEY_GRACE_MS;
}

/** Publish key ids of the push cameras, by path. */
export function publishKeysOf(desired: readonly DesiredPath[]): ReadonlyMap<string, string | null> {
  return new Map(desired.flatMap((each) => (each.kind === 'push' ? [[each.path, each.publishKeyId]] : [])));
}
