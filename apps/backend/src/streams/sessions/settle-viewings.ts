import { type SessionItem, type SessionKind } from '@ppf/mediamtx';
import { type ViewingEndReason } from '@ppf/contracts';

/** A viewing session that goes on, as it is recorded. */
export interface OpenViewing {
  readonly id: number;
  readonly jti: string;
  readonly protocol: string;
  /** Ids that the hook told: of connections or sessions. */
  readonly mediaIds: readonly string[];
  readonly beganAt: Date;
  /** When the hook or a list last told of it. */
  readonly seenAt: Date;
  /** Whether a list of the media server ever had it. */
  readonly wasListed: boolean;
  readonly bytesSent: number;
  /** Why it was ended by us, with the instant; null: it was not. */
  readonly revoked: {
    readonly cause: ViewingEndReason;
    readonly at: Date;
    readonly by: number | null;
  } | null;
}

/** What the media server tells of its sessions. */
export interface ListedSessions {
  readonly items: readonly SessionItem[];
  /** Kinds of which it keeps a list: HLS from v1.18.0 on. */
  readonly listed: ReadonlySet<SessionKind>;
  /** When it started, as far as that is known or was noticed; sessions from before are gone with it. */
  readonly startedAt: Date | null;
}

/** Something to write of a session that goes on. */
export interface ViewingProgress {
  readonly viewing: OpenViewing;
  readonly items: readonly SessionItem[];
}

/** What there is to do. */
export interface Settlement {
  /** Those that the media server carries. */
  readonly carried: readonly ViewingProgress[];
  readonly ended: readonly {
    readonly viewing: OpenViewing;
    readonly reason: ViewingEndReason;
    readonly at: Date;
  }[];
  /** Revoked ones that the media server still carries. */
  readonly kick: readonly SessionItem[];
  /** Readers that nobody recorded, old enough for it. */
  readonly unknown: readonly SessionItem[];
}

/** An admitted request that no list has after so long opened nothing: an allowed POST may end in 404 (MediaMTX contract §0.11). */
const BEGINS_WITHIN_MS = 4000;
/** HLS without a list: after so long without a request the viewer has gone; ≥ v1.18.0 waits as long (MediaMTX contract §6). */
const HLS_IDLE_MS = 30_000;
/** A reader may be listed before whoever admitted it has written it down. */
const RECORDED_WITHIN_MS = 10_000;

/**
 * Compares what is recorded with what the media server carries. `items` must have been read before `open`. Pure.
 * @param beginsWithinMs how long an admitted session may be in no list before it counts as one that never began
 */
export function settleViewings(
  open: readonly OpenViewing[],
  server: ListedSessions,
  now: Date,
  beginsWithinMs = BEGINS_WITHIN_MS,
): Settlement {
  const readers = server.items.filter(({ state }) => state === 'read');
  const found = itemsByName(readers);
  const settlement = { carried: [], ended: [], kick: [], unknown: [] } as Mutable<Settlement>;
  const known = new Set<SessionItem>();
  for (const viewing of open) {
    const items = found(viewing);
    for (const item of items) known.add(item);
    if (viewing.revoked) {
      settlement.kick.push(...items);
      if (items.length === 0)
        settlement.ended.push({ viewing, reason: viewing.revoked.cause, at: viewing.revoked.at });
    } else if (items.length > 0) settlement.carried.push({ viewing, items });
    else {
      const end = endOf(viewing, server, now, beginsWithinMs);
      if (end) settlement.ended.push({ viewing, ...end });
    }
  }
  const old = now.getTime() - RECORDED_WITHIN_MS;
  settlement.unknown = readers.filter((item) => !known.has(item) && (item.created?.getTime() ?? 0) < old);
  return settlement;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer I)[] ? I[] : T[K] };

/** By the user name, which is the jti (≥ v1.17.1), else by the ids that the hook was told. */
function itemsByName(readers: readonly SessionItem[]): (viewing: OpenViewing) => readonly SessionItem[] {
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

/** How a session ended that the media server does not carry (any more); null while it may still be there. */
function endOf(
  { protocol, beganAt, seenAt, wasListed }: OpenViewing,
  { listed, startedAt }: ListedSessions,
  now: Date,
  beginsWithinMs: number,
): { reason: ViewingEndReason; at: Date } | null {
  if (startedAt && startedAt > seenAt) return { reason: 'media-server-restarted', at: seenAt };
  if (wasListed) return { reason: 'left', at: now };
  if (listed.has(protocol as SessionKind)) {
    return now.getTime() - seenAt.getTime() < beginsWithinMs ? null : { reason: 'never-began', at: seenAt };
  }
  if (now.getTime() - seenAt.getTime() < HLS_IDLE_MS) return null;
  // The index alone is asked for once: without a stream it is a 404, and nothing follows.
  const once = seenAt.getTime() === beganAt.getTime();
  return { reason: once ? 'never-began' : 'left', at: seenAt };
}
