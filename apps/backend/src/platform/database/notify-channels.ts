import type { PlayerFindings } from '@ppf/contracts';

/**
 * The payload of a channel as a value and as text. PostgreSQL takes less than 8000 bytes a notification
 * (https://www.postgresql.org/docs/current/sql-notify.html). During an update the text may come from an older or newer
 * version of the backend.
 */
export interface NotifyCodec<Payload> {
  /** @returns undefined when the text has another form; such a notification is logged and dropped. */
  parse(text: string): Payload | undefined;
  format(payload: Payload): string;
}

/** The id of a row. */
const ID: NotifyCodec<number> = {
  parse: (text) => (/^\d{1,15}$/.test(text) ? Number(text) : undefined),
  format: String,
};

/** No payload: the channel itself is the message. */
const EMPTY: NotifyCodec<''> = { parse: () => '', format: () => '' };

/** Text that the subscriber parses: its form belongs to the module that owns the channel. */
const TEXT: NotifyCodec<string> = { parse: (text) => text, format: (text) => text };

/** Sessions to read again: `<replica>:<id>,<id>…`. An empty replica addresses every backend. */
const SESSIONS: NotifyCodec<{ readonly fromReplica: string; readonly ids: readonly number[] }> = {
  parse: (text) => {
    const [fromReplica = '', ids] = text.split(':');
    return ids === undefined
      ? undefined
      : { fromReplica, ids: ids.split(',').map(Number).filter(Number.isSafeInteger) };
  },
  format: ({ fromReplica, ids }) => `${fromReplica}:${ids.join(',')}`,
};

/** A request to pull a path again now. `id` is unique, so that it has an effect once. */
const PATH_RECONNECT: NotifyCodec<{
  readonly mediaServerId: number;
  readonly path: string;
  readonly id: string;
}> = {
  parse: (text) => {
    const [mediaServerId = '', id, path] = text.split(' ');
    if (!/^\d{1,10}$/.test(mediaServerId) || !id || !path) return undefined;
    return { mediaServerId: Number(mediaServerId), path, id };
  },
  format: ({ mediaServerId, path, id }) => `${mediaServerId} ${id} ${path}`,
};

/** A request for what the auth hooks of the other backends remember of a path. */
interface HookMemoryRequest {
  readonly requestId: string;
  /** The backend that requests it; it does not answer itself. */
  readonly fromReplica: string;
  readonly path: string;
  readonly publishKeyHash: Buffer | null;
}

const HOOK_MEMORY_REQUEST: NotifyCodec<HookMemoryRequest> = {
  parse: (text) => {
    const [requestId, fromReplica, path, hash = ''] = text.split(' ');
    if (!requestId || !fromReplica || !path) return undefined;
    return { requestId, fromReplica, path, publishKeyHash: hash === '' ? null : Buffer.from(hash, 'hex') };
  },
  format: ({ requestId, fromReplica, path, publishKeyHash }) =>
    [requestId, fromReplica, path, publishKeyHash?.toString('hex') ?? ''].join(' '),
};

/** The answer: the id of the request, and text that the diagnosis parses. */
const HOOK_MEMORY_REPORT: NotifyCodec<{ readonly requestId: string; readonly memory: string }> = {
  parse: (text) => {
    const [requestId = ''] = text.split(' ', 1);
    return requestId === '' ? undefined : { requestId, memory: text.slice(requestId.length + 1) };
  },
  format: ({ requestId, memory }) => `${requestId} ${memory}`,
};

interface SharedFindings {
  readonly pitId: number;
  readonly userId: number;
  /** Validated by the backend that received them. */
  readonly findings: PlayerFindings;
}

const PLAYER_FINDINGS: NotifyCodec<SharedFindings> = {
  parse: (text) => {
    const [pitId, userId, findings] = parseJsonArray(text);
    if (typeof pitId !== 'number' || typeof userId !== 'number' || typeof findings !== 'object' || !findings)
      return undefined;
    return { pitId, userId, findings: findings as PlayerFindings };
  },
  format: ({ pitId, userId, findings }) => JSON.stringify([pitId, userId, findings]),
};

/**
 * Every channel of LISTEN and NOTIFY, with its payload. The first five are sent by triggers when rows change, so their
 * names and payloads are part of the schema; the others are sent with `notify`.
 */
export const NOTIFY_CHANNELS = {
  /** A pit or its camera was changed or deleted: id of the pit. */
  pits_changed: ID,
  /** The credentials of a user were changed, or the user was deleted: id of the user. */
  users_changed: ID,
  /** A viewing session, viewer or pit was revoked: id of the revocation. */
  viewing_revoked: ID,
  /** The list of media servers was changed. */
  media_servers_changed: EMPTY,
  /** A workshop was placed on a media server, created or deleted: id of the workshop. */
  placements_changed: ID,
  /** Viewing sessions began or ended. */
  viewing_sessions: SESSIONS,
  /** The stream status of paths, from the backend that polls them. */
  pit_streams: TEXT,
  /** The paths of a media server are to be reconciled now: id of the media server. */
  reconcile_requested: ID,
  /** The agent of a media server is to pull a path again now. */
  path_reconnect_requested: PATH_RECONNECT,
  /** What a player reported of a pit to one backend. */
  player_findings: PLAYER_FINDINGS,
  hook_memory_requested: HOOK_MEMORY_REQUEST,
  hook_memory_reported: HOOK_MEMORY_REPORT,
} as const;

/** Name of a channel. */
export type NotifyChannel = keyof typeof NOTIFY_CHANNELS;

/** What a notification on a channel carries. */
export type NotifyPayload<Channel extends NotifyChannel> =
  (typeof NOTIFY_CHANNELS)[Channel] extends NotifyCodec<infer Payload> ? Payload : never;

/** The codec of a channel, with its payload type. */
export function codecOf<Channel extends NotifyChannel>(
  channel: Channel,
): NotifyCodec<NotifyPayload<Channel>> {
  return NOTIFY_CHANNELS[channel] as unknown as NotifyCodec<NotifyPayload<Channel>>;
}

function parseJsonArray(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
