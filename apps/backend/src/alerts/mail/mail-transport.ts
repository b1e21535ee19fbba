import { Injectable } from '@nestjs/common';
import type { Transporter } from 'nodemailer';
import { AlertsConfig } from '../../config/alerts.config';
import {
  type AttemptOutcome,
  delivered,
  failedPermanently,
  failedTemporarily,
} from '../delivery/delivery-attempt';
import { toMailFault } from './mail-fault';

/** Timeout for the connection, the SMTP greeting, and an idle socket, in milliseconds. */
const SOCKET_TIMEOUT_MS = 15_000;
/** Timeout for a whole delivery in milliseconds. Shorter than a claim (`CLAIM_TTL_MS`). */
const SEND_TIMEOUT_MS = 45_000;

/** A message with its recipients. */
export interface OutgoingMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly to: readonly string[];
  /** The same in every attempt, so that mail servers and clients can detect duplicates. */
  readonly messageId: string;
}

/** Sends email through the operator's mail server. */
@Injectable()
export class MailTransport {
  private transport: Promise<Transporter> | undefined;

  constructor(private readonly config: AlertsConfig) {}

  /**
   * Returns errors of the mail server as an outcome, and does not throw them. If the server accepts some of the
   * recipients, the message counts as delivered.
   */
  async send({ messageId, to, ...mail }: OutgoingMail): Promise<AttemptOutcome> {
    if (this.config.smtpUrl === null) return failedTemporarily('no-mail-server');
    const transport = await (this.transport ??= createMailTransport(this.config.smtpUrl));
    const from = this.config.from ?? '';
    try {
      await transport.sendMail({
        ...mail,
        from,
        to: [...to],
        messageId: `<${messageId}@${domainOf(from)}>`,
        // Prevents automatic replies (RFC 3834).
        headers: { 'Auto-Submitted': 'auto-generated' },
        signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
      });
      return delivered(250);
    } catch (failure) {
      const { fault, status, isFinal } = toMailFault(failure);
      return isFinal ? failedPermanently(fault, status) : failedTemporarily(fault, status);
    }
  }
}

/** Loads nodemailer with the first message, because most backends send none (ADR 0019). */
async function createMailTransport(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    url,
    connectionTimeout: SOCKET_TIMEOUT_MS,
    greetingTimeout: SOCKET_TIMEOUT_MS,
    socketTimeout: SOCKET_TIMEOUT_MS,
    // A message cannot pull content from files or URLs.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function domainOf(from: string): string {
  return /@([^\s<>@]+)>?$/.exec(from)?.[1] ?? 'localhost';
}
