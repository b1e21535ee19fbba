import { randomBytes, randomInt } from 'node:crypto';
import { Client } from 'pg';
import type { Message } from '../messages/message-catalog';
import { withDeadline } from '../scheduling/with-deadline';
import { message } from './messages';

/** Whether session state is kept: a pooler may assign another connection to each transaction. */
export type SessionSupport = 'kept' | 'not-kept' | 'too-few-connections';

/** Milliseconds for one query, and for one notification. */
const ANSWER_MS = 2_000;

/** Why sessions are not kept. */
export type SessionFault = Exclude<SessionSupport, 'kept'>;

/** The fault of a pooler, and the setting to change. */
export function sessionFault(support: SessionFault): { readonly found: Message; readonly fix: Message } {
  return { found: message(`sessions.${support}`), fix: message(`sessions.${support}.fix`) };
}

/** The database cannot be used through its pooler. The message is for operators and contains no secret. */
export class SessionsNotKept extends Error {
  constructor(support: SessionFault) {
    const { found, fix } = sessionFault(support);
    super(`${found.text()} ${fix.text()}`);
  }
}

/** @throws SessionsNotKept; whatever the driver throws when the database cannot be reached. */
export async function requireSessions(url: string): Promise<void> {
  const support = await checkSessions(url);
  if (support !== 'kept') throw new SessionsNotKept(support);
}

/**
 * Sends a notification from one connection to another, and lets one of them hold a session lock that the other must not get.
 * Both fail behind a pooler in transaction mode, without an error (PgBouncer 1.18, "Features").
 * @throws whatever the driver throws when the database cannot be reached.
 */
export async function checkSessions(url: string): Promise<SessionSupport> {
  const [one, other] = [clientOf(url), clientOf(url)];
  try {
    await one.connect();
    await one.query('SELECT 1');
    if (!(await isAnswering(other))) return 'too-few-connections';
    const isKept = (await hasNotifications(one, other)) && (await hasSessionLocks(one, other));
    return isKept ? 'kept' : 'not-kept';
  } finally {
    await Promise.allSettled([one.end(), other.end()]);
  }
}

function clientOf(url: string): Client {
  const client = new Client({
    connectionString: url,
    application_name: 'ppf-backend-check',
    connectionTimeoutMillis: 5_000,
    query_timeout: ANSWER_MS,
  });
  return client.on('error', () => undefined);
}

// A pooler in session mode without a free connection lets the second one wait.
async function isAnswering(client: Client): Promise<boolean> {
  await client.connect();
  return client.query('SELECT 1').then(
    () => true,
    () => false,
  );
}

async function hasNotifications(listener: Client, sender: Client): Promise<boolean> {
  const channel = `ppf_check_${randomBytes(8).toString('hex')}`;
  const arrived = new Promise<boolean>((resolve) => {
    listener.on('notification', (notification) => notification.channel === channel && resolve(true));
  });
  try {
    await listener.query(`LISTEN ${channel}`);
    await sender.query(`NOTIFY ${channel}`);
    return await withDeadline(arrived, ANSWER_MS, () => false);
  } finally {
    await listener.query(`UNLISTEN ${channel}`).catch(() => undefined);
  }
}

// The transaction of the other client gets the connection that has just become free, unless it belongs to the first client.
async function hasSessionLocks(holder: Client, other: Client): Promise<boolean> {
  const key = randomInt(2 ** 31);
  const lock = async (client: Client) =>
    (
      await client.query<{ held: boolean; pid: number }>(
        'SELECT pg_try_advisory_lock($1) AS held, pg_backend_pid() AS pid',
        [key],
      )
    ).rows[0];
  try {
    const held = await lock(holder);
    await other.query('BEGIN');
    const taken = await lock(other);
    const { rows } = await holder.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return held?.held === true && taken?.held === false && rows[0]?.pid === held.pid;
  } catch {
    // A pooler in statement mode rejects the transaction.
    return false;
  } finally {
    await other.query('ROLLBACK').catch(() => undefined);
    await holder.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
  }
}
