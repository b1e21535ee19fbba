import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { HttpConfig } from '../../config/http.config';
import { Clock } from '../../platform/clock';
import { DomainError } from '../../platform/problems/domain-error';
import type { WorkshopEntity } from '../../workshops';
import { MailTransport } from '../mail/mail-transport';
import { countAlertRequest } from '../limits/alert-requests';
import { generateMessageId } from '../delivery/message-id';
import { renderConfirmationMail } from './render-confirmation-mail';
import { recordConfirmationRequest, readConfirmedAddresses } from './recipient-rows';

/** Sends confirmation messages. A recipient gets no alerts before the address is confirmed. */
@Injectable()
export class RequestConfirmation {
  private readonly logger = new Logger(RequestConfirmation.name);

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly http: HttpConfig,
    private readonly transport: MailTransport,
  ) {}

  /**
   * Sends each unconfirmed address its own link, in the background.
   * @throws DomainError too-many-requests when the limit of one address is reached. The addresses before it get their link.
   */
  async request(workshop: Pick<WorkshopEntity, 'id' | 'name'>, recipients: readonly string[]): Promise<void> {
    const confirmed = await readConfirmedAddresses(this.database, workshop.id);
    for (const recipient of recipients)
      if (!confirmed.has(recipient.toLowerCase())) await this.requestFrom(workshop, recipient);
  }

  /** As `request`, but ignores limits: the channel is saved, and the message can be requested again later. */
  async requestWithinLimits(
    workshop: Pick<WorkshopEntity, 'id' | 'name'>,
    recipients: readonly string[],
  ): Promise<void> {
    try {
      await this.request(workshop, recipients);
    } catch (failure) {
      if (!(failure instanceof DomainError)) throw failure;
    }
  }

  private async requestFrom(
    { id, name }: Pick<WorkshopEntity, 'id' | 'name'>,
    recipient: string,
  ): Promise<void> {
    const now = this.clock.now();
    const token = randomBytes(32).toString('base64url');
    const address = recipient.toLowerCase();
    const isUnconfirmed = await this.database.transaction(async (transaction) => {
      const request = { workshopId: id, kind: 'confirmation', subject: `address ${address}` } as const;
      await countAlertRequest(transaction, request, now);
      return recordConfirmationRequest(transaction, { workshopId: id, address, token }, now);
    });
    if (!isUnconfirmed) return;
    // In the fragment, which browsers do not send to servers or proxies.
    const mail = renderConfirmationMail(name, `${this.http.publicUrl}/confirm-alerts#${token}`);
    void this.transport.send({ ...mail, to: [recipient], messageId: generateMessageId() }).then(
      ({ fault, status }) => {
        if (fault !== null)
          this.logger.warn({ workshop: id, fault, status }, 'A confirmation message was not delivered.');
      },
      (failure: unknown) =>
        this.logger.error({ workshop: id, kind: (failure as Error).name }, 'A confirmation message failed.'),
    );
  }
}
