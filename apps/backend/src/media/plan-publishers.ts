import { parsePath, type PathItem, type SessionKind } from '@ppf/mediamtx';
import { type DesiredPath } from './desired-path';

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
 * Publishers that may not go on: their pit is gone, its camera does not push any more, or its publish key is another
 * one than `before`. MediaMTX asks the hook only once, at the start, and a pattern of its file keeps such a path alive.
 * Pure. Read `items` before `desired`: a pit is made before its camera can publish, so none is taken for unwanted
 * that is only new.
 * @param before Publish keys by path when this was last asked; a path that it does not have is not judged by its key.
 */
export function unwantedPublishers(
  items: readonly PathItem[],
  desired: readonly DesiredPath[],
  before: ReadonlyMap<string, string | null>,
): readonly UnwantedPublisher[] {
  const keys = publishKeysOf(desired);
  return items.flatMap(({ name: path, sourceType, sourceId: id }): readonly UnwantedPublisher[] => {
    const kind = KINDS.get(sourceType ?? '');
    if (!kind || id === '' || !parsePath(path)) return [];
    const sameKey = !before.has(path) || before.get(path) === keys.get(path);
    if (!keys.has(path)) return [{ path, kind, id, reason: 'may-not-publish' }];
    return sameKey ? [] : [{ path, kind, id, reason: 'key-replaced' }];
  });
}

/** Publish keys of the cameras that push, by path. */
export function publishKeysOf(desired: readonly DesiredPath[]): ReadonlyMap<string, string | null> {
  return new Map(desired.flatMap((each) => (each.kind === 'push' ? [[each.path, each.publishKeyId]] : [])));
}
