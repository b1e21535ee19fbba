import type { AlertFault } from '@ppf/contracts';

/** Why the mail server did not accept a message. Omits the error's text, which may contain addresses and passwords. */
export interface MailFault {
  readonly fault: AlertFault;
  /** SMTP reply code (RFC 5321 §4.2); null: no reply. */
  readonly status: number | null;
  /** Whether a retry is pointless. */
  readonly isFinal: boolean;
}

interface SmtpFailure {
  readonly code: string;
  readonly responseCode: number;
  readonly message: string;
}

const FAULTS: Readonly<Record<string, AlertFault>> = {
  EDNS: 'name-not-found',
  ETIMEDOUT: 'timed-out',
  EABORT: 'timed-out',
  ESOCKET: 'unreachable',
  ECONNECTION: 'unreachable',
  ECONNREFUSED: 'unreachable',
  ETLS: 'tls-failed',
  EAUTH: 'sign-in-failed',
  ENOAUTH: 'sign-in-failed',
  EENVELOPE: 'recipient-refused',
};

/** Maps an error of nodemailer. Pure. */
export function toMailFault(failure: unknown): MailFault {
  const { code = '', responseCode, message = '' } = failure as Partial<SmtpFailure>;
  const status = responseCode ?? null;
  // nodemailer does not pass on Node's code for certificate errors.
  const isTls = code === 'ESOCKET' && /certificate|altname|ssl|tls/i.test(message);
  const fault = isTls ? 'tls-failed' : (FAULTS[code] ?? (status === null ? 'failed' : 'refused-status'));
  // 5xx: "do not repeat" (RFC 5321 §4.2.1). A failed sign-in is retried, because the operator can correct it.
  const isFinal = status !== null && status >= 500 && fault !== 'sign-in-failed';
  return { fault, status, isFinal };
}
