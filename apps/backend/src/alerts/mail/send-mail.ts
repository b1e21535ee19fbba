import { Injectable } from '@nestjs/common';
import {
  type AttemptOutcome,
  type DueMessage,
  parseEvents,
  failedTemporarily,
} from '../delivery/delivery-attempt';
import { MailTransport } from './mail-transport';
import { renderAlertMail } from './render-alert-mail';

/** Sends a message by email to the recipients with a confirmed address. */
@Injectable()
export class SendMail {
  constructor(private readonly transport: MailTransport) {}

  /** Returns errors of the mail server as an outcome, and does not throw them. */
  async send({ messageId, events, channel }: DueMessage): Promise<AttemptOutcome> {
    if (channel.recipients.length === 0) return failedTemporarily('recipient-unconfirmed');
    const mail = renderAlertMail(parseEvents(events), channel.timeZone);
    return this.transport.send({ ...mail, to: channel.recipients, messageId });
  }
}
