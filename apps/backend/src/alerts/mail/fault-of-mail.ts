import type { AlertFault } from '@ppf/contracts';

/** Why a mail was not taken. Nothing of the failure's text is kept: it may hold addresses and passwords. */
export interface MailFault {
  readonly fault: AlertFault;
  /** SMTP (RFC 5321 §4.2). */
  readonly status: number | null;
  /** Whether another attempt would go the same way. */
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

/** Reads what nodemailer throws. Pure. */
export function faultOfMail(failure: unknown): MailFault {
  const { code = '', responseCode, message = '' } = failure as Partial<SmtpFailure>;
  const status = responseCode ?? null;
  // Node's own code of what is wrong with a certificate is not passed on.
  const isTls = code === 'ESOCKET' && /certificate|altname|ssl|tls/i.test(message);
  const fault = isTls ? 'tls-failed' : (FAULTS[code] ?? (status === null ? 'failed' : 'refused-status'));
  // 5xx: "do not repeat" (RFC 5321 §4.2.1). A sign-in that fails is the operator's to mend, and they may do so.
  const isFinal = status !== null && status >= 500 && fault !== 'sign-in-failed';
  return { fault, status, isFinal };
}
