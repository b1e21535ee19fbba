import { formatClockOffset } from '../decide/decide-server-side';
import { SESSION_FAULTS, type SessionSupport } from '../../platform/database/check-sessions';
import type { InstallationCheck } from './installation-check';

/** What the database said; `failure`: why it did not, without its password. */
export type DatabaseFacts =
  | { readonly failure: string }
  | {
      readonly failure: null;
      /** `18.4`. */
      readonly version: string;
      readonly clockAheadMs: number;
      /** Migrations of this version that it has not had, and how many it has had that this version does not know. */
      readonly pending: number;
      readonly unknown: number;
    };

const OLDEST_MAJOR = 14;
const CLOCK_OFF_MS = 5_000;

/** Whether the database can be used. */
export function decideDatabase(facts: DatabaseFacts): InstallationCheck {
  const check = (state: InstallationCheck['state'], found: string, fix: string | null = null) => ({
    what: 'database',
    state,
    found,
    fix,
  });
  if (facts.failure !== null)
    return check('fault', facts.failure, 'Start PostgreSQL and check DATABASE_URL.');
  const { version, clockAheadMs, pending, unknown } = facts;
  if (Number.parseInt(version, 10) < OLDEST_MAJOR)
    return check(
      'fault',
      `PostgreSQL ${version} is too old.`,
      `Install PostgreSQL ${OLDEST_MAJOR} or later.`,
    );
  if (unknown > 0)
    return check(
      'fault',
      'A newer version has migrated the database.',
      'Run that version, or migrate back by its “migrate --to”.',
    );
  if (pending > 0)
    return check(
      'warning',
      `${pending} migrations have not run yet.`,
      'Start the service, or run “migrate”.',
    );
  if (Math.abs(clockAheadMs) > CLOCK_OFF_MS)
    return check(
      'fault',
      `The database’s clock is ${formatClockOffset(clockAheadMs)} of this machine’s.`,
      'Let both machines follow a time server (timedatectl set-ntp true).',
    );
  return check('ok', `PostgreSQL ${version}, its schema is up to date, clocks agree`);
}

/** Whether sessions are kept on the way to the database; null: it could not be asked. */
export function decideSessionSupport(support: SessionSupport | null): InstallationCheck {
  const what = 'database sessions';
  if (support === null) return { what, state: 'unknown', found: 'They could not be tried', fix: null };
  if (support === 'kept')
    return { what, state: 'ok', found: 'Notifications arrive, and locks are held', fix: null };
  return { what, state: 'fault', ...SESSION_FAULTS[support] };
}

/** Room on a disk, in bytes; null: it cannot be looked at. */
export interface DiskFacts {
  readonly folder: string;
  readonly space: { readonly free: number; readonly total: number } | null;
}

const GB = 1e9;
const FAULT_BELOW = 0.5 * GB;
const WARN_BELOW = 2 * GB;

/** Whether there is space. */
export function decideDisk({ folder, space }: DiskFacts): InstallationCheck {
  const what = `disk of ${folder}`;
  if (!space) return { what, state: 'unknown', found: 'It cannot be looked at from here', fix: null };
  const found = `${(space.free / GB).toFixed(1)} GB of ${(space.total / GB).toFixed(1)} GB are free`;
  const state = space.free < FAULT_BELOW ? 'fault' : space.free < WARN_BELOW ? 'warning' : 'ok';
  const fix =
    state === 'ok' ? null : 'Make space: delete old backups, logs and recordings, or give it a larger disk.';
  return { what, state, found, fix };
}

/** What a TLS server showed. */
export interface CertificateFacts {
  /** `https://stream.example.org`. */
  readonly origin: string;
  /** Node's code (`CERT_HAS_EXPIRED`, `ECONNREFUSED`); null: browsers are likely to trust it. */
  readonly failure: string | null;
  readonly validUntil: Date | null;
}

const DAY_MS = 86_400_000;
const RENEW_BEFORE_DAYS = 14;
const NO_CONNECTION = /^E(CONN|TIMEDOUT|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH)/;

/** Whether browsers will trust an address of ours, and for how long. */
export function decideCertificate(
  { origin, failure, validUntil }: CertificateFacts,
  at: Date,
): InstallationCheck {
  const what = `TLS of ${origin}`;
  if (failure !== null && NO_CONNECTION.test(failure))
    return {
      what,
      state: 'fault',
      found: `Nothing answers there (${failure}).`,
      fix: 'Start the proxy, open its port (443), and check the name’s address.',
    };
  if (failure !== null)
    return {
      what,
      state: 'fault',
      found: `Its certificate is not trusted (${failure}).`,
      fix: 'Renew the certificate for this name, with its whole chain; certbot certificates shows what there is.',
    };
  const days = validUntil ? Math.floor((validUntil.getTime() - at.getTime()) / DAY_MS) : null;
  if (days !== null && days < RENEW_BEFORE_DAYS)
    return {
      what,
      state: 'warning',
      found: `Its certificate ends in ${days} days.`,
      fix: 'Let it be renewed (certbot renew), and check the timer that does so.',
    };
  return {
    what,
    state: 'ok',
    found: days === null ? 'trusted' : `trusted, for ${days} days more`,
    fix: null,
  };
}

/** What the service itself answered at an address. */
export interface ServiceFacts {
  readonly what: string;
  readonly url: string;
  /** Null: no answer. */
  readonly status: number | null;
}

/** Whether the service runs and is ready. */
export function decideService({ what, url, status }: ServiceFacts): InstallationCheck {
  if (status === 200) return { what, state: 'ok', found: `ready at ${url}`, fix: null };
  if (status === 503)
    return {
      what,
      state: 'fault',
      found: 'It runs and is not ready.',
      fix: 'Read its log: its database may be away.',
    };
  if (status === null)
    return {
      what,
      state: 'fault',
      found: `Nothing answers at ${url}.`,
      fix: 'Start the service, and check HOST, PORT and PUBLIC_URL.',
    };
  return {
    what,
    state: 'fault',
    found: `Something else answers at ${url} (${status}).`,
    fix: 'Check PUBLIC_URL, and that the proxy passes / on to the service.',
  };
}
