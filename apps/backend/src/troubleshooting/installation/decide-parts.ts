import { sessionFault, type SessionSupport } from '../../platform/database/check-sessions';
import type { Message } from '../../platform/messages/message-catalog';
import { clockDetail } from '../decide/decide-server-side';
import { message } from '../messages';
import { type InstallationCheck, toInstallationCheck } from './installation-check';

/** What is known about the database; `failure`: why it cannot be used, without its password. */
export type DatabaseFacts =
  | { readonly failure: Message }
  | {
      readonly failure: null;
      /** `18.4`. */
      readonly version: string;
      readonly clockAheadMs: number;
      /** Migrations of this version that have not run, and migrations of the database that this version lacks. */
      readonly pending: number;
      readonly unknown: number;
    };

const MIN_POSTGRESQL_MAJOR = 14;
const MAX_CLOCK_OFFSET_MS = 5_000;

/** Decides whether the database can be used. */
export function decideDatabase(facts: DatabaseFacts): InstallationCheck {
  const what = message('check.database');
  const fault = (found: Message, fix: Message) => toInstallationCheck(what, 'fault', found, fix);
  if (facts.failure !== null) return fault(facts.failure, message('check.database.unusable.fix'));
  const { version, clockAheadMs, pending, unknown } = facts;
  if (Number.parseInt(version, 10) < MIN_POSTGRESQL_MAJOR)
    return fault(
      message('check.database.too-old', { version }),
      message('check.database.too-old.fix', { version: MIN_POSTGRESQL_MAJOR }),
    );
  if (unknown > 0) return fault(message('check.database.newer'), message('check.database.newer.fix'));
  if (pending > 0)
    return toInstallationCheck(
      what,
      'warning',
      message('check.database.pending', { count: pending }),
      message('check.database.pending.fix'),
    );
  if (Math.abs(clockAheadMs) > MAX_CLOCK_OFFSET_MS)
    return fault(
      message('check.database.clock', { offset: clockDetail(clockAheadMs).text() }),
      message('check.clock.fix'),
    );
  return toInstallationCheck(what, 'ok', message('check.database.ok', { version }));
}

/** Decides whether sessions are kept between this machine and the database. @param support Null: not tested. */
export function decideSessionSupport(support: SessionSupport | null): InstallationCheck {
  const what = message('check.sessions');
  if (support === null) return toInstallationCheck(what, 'unknown', message('check.sessions.unknown'));
  if (support === 'kept') return toInstallationCheck(what, 'ok', message('check.sessions.ok'));
  const { found, fix } = sessionFault(support);
  return toInstallationCheck(what, 'fault', found, fix);
}

/** Space of a folder's disk in bytes; null: not readable. */
export interface DiskFacts {
  readonly folder: string;
  readonly space: { readonly free: number; readonly total: number } | null;
}

const GB = 1e9;
const FAULT_BELOW_BYTES = 0.5 * GB;
const WARNING_BELOW_BYTES = 2 * GB;

/** Decides whether a disk has enough free space. */
export function decideDisk({ folder, space }: DiskFacts): InstallationCheck {
  const what = message('check.disk', { folder });
  if (!space) return toInstallationCheck(what, 'unknown', message('check.disk.unknown'));
  const inGb = (bytes: number) => (bytes / GB).toFixed(1);
  const found = message('check.disk.free', { free: inGb(space.free), total: inGb(space.total) });
  if (space.free >= WARNING_BELOW_BYTES) return toInstallationCheck(what, 'ok', found);
  const state = space.free < FAULT_BELOW_BYTES ? 'fault' : 'warning';
  return toInstallationCheck(what, state, found, message('check.disk.fix'));
}

/** The certificate of a TLS server. */
export interface CertificateFacts {
  /** `https://stream.example.org`. */
  readonly origin: string;
  /** Node's error code (`CERT_HAS_EXPIRED`, `ECONNREFUSED`); null: the certificate is trusted. */
  readonly failure: string | null;
  readonly validUntil: Date | null;
}

const DAY_MS = 86_400_000;
const RENEW_BEFORE_DAYS = 14;
const NO_CONNECTION = /^E(CONN|TIMEDOUT|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH)/;

/** Decides whether browsers trust a certificate, and for how long. */
export function decideCertificate(
  { origin, failure, validUntil }: CertificateFacts,
  at: Date,
): InstallationCheck {
  const what = message('check.tls', { origin });
  if (failure !== null && NO_CONNECTION.test(failure)) {
    const found = message('check.tls.unreachable', { code: failure });
    return toInstallationCheck(what, 'fault', found, message('check.tls.unreachable.fix'));
  }
  if (failure !== null) {
    const found = message('check.tls.untrusted', { code: failure });
    return toInstallationCheck(what, 'fault', found, message('check.tls.untrusted.fix'));
  }
  if (!validUntil) return toInstallationCheck(what, 'ok', message('check.tls.trusted'));
  const days = Math.floor((validUntil.getTime() - at.getTime()) / DAY_MS);
  if (days >= RENEW_BEFORE_DAYS)
    return toInstallationCheck(what, 'ok', message('check.tls.trusted-for', { days }));
  const found = message('check.tls.expires', { days });
  return toInstallationCheck(what, 'warning', found, message('check.tls.expires.fix'));
}

/** The response of this service at an address. */
export interface ServiceFacts {
  readonly what: Message;
  readonly url: string;
  /** HTTP status; null: no response. */
  readonly status: number | null;
}

/** Decides whether the service is ready at an address. */
export function decideService({ what, url, status }: ServiceFacts): InstallationCheck {
  const fault = (found: Message, fix: Message) => toInstallationCheck(what, 'fault', found, fix);
  if (status === 200) return toInstallationCheck(what, 'ok', message('check.service.ready', { url }));
  if (status === 503)
    return fault(message('check.service.not-ready'), message('check.service.not-ready.fix'));
  if (status === null)
    return fault(message('check.service.unreachable', { url }), message('check.service.unreachable.fix'));
  return fault(message('check.service.other', { url, status }), message('check.service.other.fix'));
}
