import { codecOf, type NotifyChannel, type NotifyPayload } from './notify-channels';

/** A `DataSource`, or the `EntityManager` of a transaction: then the notifications are sent when it commits. */
export interface NotifyExecutor {
  query(sql: string, parameters?: unknown[]): Promise<unknown>;
}

const NOTIFY = 'SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload';

/**
 * Sends notifications to every backend that listens on the channel, this one too, in one query.
 * @throws what the query fails with, such as an unavailable database.
 */
export async function notify<Channel extends NotifyChannel>(
  executor: NotifyExecutor,
  channel: Channel,
  ...payloads: readonly NotifyPayload<Channel>[]
): Promise<void> {
  if (payloads.length === 0) return;
  const { format } = codecOf(channel);
  await executor.query(NOTIFY, [channel, payloads.map((payload) => format(payload))]);
}
