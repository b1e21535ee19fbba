import { type SessionItem, type SessionKind } from '@ppf/mediamtx';
import { type ViewingEndReason } from '@ppf/contracts';

/** A recorded viewing session that has not ended. */
export interface OpenSession {
  readonly id: number;
  readonly jti: string;
  readonly protocol: string;
  /** Ids of connections or sessions in its hook requests. */
  readonly mediaIds: readonly string[];
  readonly beganAt: Date;
  /** The last hook request or listing. */
  readonly seenAt: Date;
  /** Whether a list of the media server ever contained it. */
  readonly wasListed: boolean;
  readonly bytesSent: number;
  /** Why and when this system ended it; null: it did not. */
  readonly revoked: {
    readonly cause: ViewingEndReason;
    readonly at: Date;
    readonly by: number | null;
  } | null;
}

/** The sessions that a media server lists. */
export interface ListedSessions {
  readonly items: readonly SessionItem[];
  /** Kinds that it lists: HLS from v1.18.0 on. */
  readonly listed: ReadonlySet<SessionKind>;
  /** When it started, as far as that is known; earlier sessions ended with the previous process. */
  readonly startedAt: Date | null;
}

/** A viewing session in progress, with the media server's sessions that carry it. */
export interface SessionProgress {
  readonly session: OpenSession;
  readonly items: readonly SessionItem[];
}

/** Changes that make the records match the media server, and the media server match the revocations. */
export interface SessionChanges {
  /** Sessions that the media server carries. */
  readonly carried: readonly SessionProgress[];
  readonly ended: readonly {
    readonly session: OpenSession;
    readonly reason: ViewingEndReason;
    readonly at: Date;
  }[];
  /** Revoked sessions that the media server still carries. */
  readonly kick: readonly SessionItem[];
  /** Readers without a record, old enough to have one. */
  readonly unknown: readonly SessionItem[];
}

/** Milliseconds until an admitted session without a listing is `never-began`: an allowed POST may end in 404 (contract §0.11). */
const MAX_BEGIN_DELAY_MS = 4000;
/** Milliseconds without a request until an unlisted HLS session has ended; ≥ v1.18.0 waits as long (MediaMTX contract §6). */
const HLS_IDLE_MS = 30_000;
/** Milliseconds until a reader without a record is unknown: a replica may list it before another one has recorded it. */
const MAX_RECORD_DELAY_MS = 10_000;

/**
 * Compares the recorded sessions with those that the media server carries. `server.items` must have been read before
 * `open`. Pure.
 * @param maxBeginDelayMs Milliseconds until an admitted session without a listing counts as never begun.
 */
export function planSessionChanges(
  open: readonly OpenSession[],
  server: ListedSessions,
  now: Date,
  maxBeginDelayMs = MAX_BEGIN_DELAY_MS,
): SessionChanges {
  const readers = server.items.filter(({ state }) => state === 'read');
  const itemsOf = indexByName(readers);
  const changes = { carried: [], ended: [], kick: [], unknown: [] } as Mutable<SessionChanges>;
  const known = new Set<SessionItem>();
  for (const session of open) {
    const items = itemsOf(session);
    for (const item of items) known.add(item);
    if (session.revoked) {
      changes.kick.push(...items);
      if (items.length === 0)
        changes.ended.push({ session, reason: session.revoked.cause, at: session.revoked.at });
    } else if (items.length > 0) changes.carried.push({ session, items });
    else {
      const end = endOf(session, server, now, maxBeginDelayMs);
      if (end) changes.ended.push({ session, ...end });
    }
  }
  const createdBefore = now.getTime() - MAX_RECORD_DELAY_MS;
  changes.unknown = readers.filter(
    (item) => !known.has(item) && (item.created?.getTime() ?? 0) < createdBefore,
  );
  return changes;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer I)[] ? I[] : T[K] };

/** Finds sessions by the user name, which is the jti (≥ v1.17.1), else by the ids in the hook requests. */
function indexByName(readers: readonly SessionItem[]): (session: OpenSession) => readonly SessionItem[] {
  const byName = new Map<string, SessionItem[]>();
  for (const item of readers) {
    for (const name of new Set([item.user, item.id, ...item.connections])) {
      if (name === '') continue;
      const known = byName.get(name);
      if (known) known.push(item);
      else byName.set(name, [item]);
    }
  }
  return ({ jti, mediaIds }) => {
    const items = [jti, ...mediaIds].flatMap((name) => byName.get(name) ?? []);
    return items.length < 2 ? items : [...new Set(items)];
  };
}

/** How a session ended that the media server does not carry; null while it may still begin or continue. */
function endOf(
  { protocol, beganAt, seenAt, wasListed }: OpenSession,
  { listed, startedAt }: ListedSessions,
  now: Date,
  maxBeginDelayMs: number,
): { reason: ViewingEndReason; at: Date } | null {
  if (startedAt && startedAt > seenAt) return { reason: 'media-server-restarted', at: seenAt };
  if (wasListed) return { reason: 'left', at: now };
  if (listed.has(protocol as SessionKind)) {
    return now.getTime() - seenAt.getTime() < maxBeginDelayMs ? null : { reason: 'never-began', at: seenAt };
  }
  if (now.getTime() - seenAt.getTime() < HLS_IDLE_MS) return null;
  // The index alone is requested once: without a stream it is a 404, and nothing follows.
  const isSingleRequest = seenAt.getTime() === beganAt.getTime();
  return { reason: isSingleRequest ? 'never-began' : 'left', at: seenAt };
}
