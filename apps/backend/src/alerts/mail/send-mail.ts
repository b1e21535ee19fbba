import { Injectable } from '@nestjs/common';
import { type AttemptOutcome, type DueMessage, eventsOf, failedWith } from '../outbox/alert-attempt';
import { MailTransport } from './mail-transport';
import { writeMail } from './write-mail';

/** Sends a message by email to the recipients who have confirmed their address. */
@Injectable()
export class SendMail {
  constructor(private readonly transport: MailTransport) {}

  /** Never throws for what the mail server does. */
  async send({ messageId, events, channel }: DueMessage): Promise<AttemptOutcome> {
    if (channel.recipients.length === 0) return failedWith('recipient-unconfirmed');
    const mail = writeMail(eventsOf(events), channel.timeZone);
    return this.transport.send({ ...mail, to: channel.recipients, messageId });
  }
}
