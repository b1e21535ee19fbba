/**
 * What node and PostgreSQL say when there is no database to talk to: refused or cut connections, shutting down or
 * starting up (class 57P), a statement that took too long (57014), no free connection (53300), connection failures
 * (class 08).
 */
const AWAY = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|57P0[1-3]|57014|53300|08\w{3})$/;
/** pg's own words, which have no code. */
const AWAY_WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Whether a query failed because the database is not there, rather than because of the query. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, driverError, errors } = error as {
    code?: unknown;
    message?: unknown;
    driverError?: unknown;
    errors?: readonly unknown[];
  };
  if (AWAY.test(String(code)) || AWAY_WORDS.test(String(message))) return true;
  return isDatabaseUnavailable(driverError) || isDatabaseUnavailable(errors?.[0]);
}
