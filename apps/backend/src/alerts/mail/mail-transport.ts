import { Injectable } from '@nestjs/common';
import type { Transporter } from 'nodemailer';
import { AlertsConfig } from '../../config/alerts.config';
import { type AttemptOutcome, delivered, failedForGood, failedWith } from '../outbox/alert-attempt';
import { faultOfMail } from './fault-of-mail';

/** Milliseconds to connect, to be greeted, and between two packets. */
const TIME_OUT_MS = 15_000;
/** Milliseconds for all of it: less than a message is claimed for (claim-messages.ts). */
const WHOLE_MS = 45_000;

/** A mail with those who get it. */
export interface OutgoingMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly to: readonly string[];
  /** The same in every attempt: mail servers and programs know a message that comes twice by it. */
  readonly messageId: string;
}

/** Sends mail through the operator's mail server. */
@Injectable()
export class MailTransport {
  private transport: Promise<Transporter> | undefined;

  constructor(private readonly config: AlertsConfig) {}

  /** Never throws for what the mail server does. One that takes some of the recipients has taken the message. */
  async send({ messageId, to, ...mail }: OutgoingMail): Promise<AttemptOutcome> {
    if (this.config.smtpUrl === null) return failedWith('no-mail-server');
    const transport = await (this.transport ??= transportTo(this.config.smtpUrl));
    const from = this.config.from ?? '';
    try {
      await transport.sendMail({
        ...mail,
        from,
        to: [...to],
        messageId: `<${messageId}@${domainOf(from)}>`,
        // Nobody's out-of-office answers it (RFC 3834).
        headers: { 'Auto-Submitted': 'auto-generated' },
        signal: AbortSignal.timeout(WHOLE_MS),
      });
      return delivered(250);
    } catch (failure) {
      const { fault, status, isFinal } = faultOfMail(failure);
      return isFinal ? failedForGood(fault, status) : failedWith(fault, status);
    }
  }
}

/** nodemailer is loaded with the first message: most backends send none (ADR 0019). */
async function transportTo(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    url,
    connectionTimeout: TIME_OUT_MS,
    greetingTimeout: TIME_OUT_MS,
    socketTimeout: TIME_OUT_MS,
    // Nothing of ours is fetched from files or addresses that a text names.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function domainOf(from: string): string {
  return /@([^\s<>@]+)>?$/.exec(from)?.[1] ?? 'localhost';
}
