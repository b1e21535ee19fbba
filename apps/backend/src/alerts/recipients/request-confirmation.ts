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
import { generateMessageId } from '../messages/message-id';
import { renderConfirmationMail } from './render-confirmation-mail';
import { recordConfirmationRequest, readConfirmedAddresses } from './recipient-rows';

/** Asks recipients of a workshop's alerts to confirm their address. Until they do, they get nothing else. */
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
   * Sends each address that has not confirmed a link of its own, in the background.
   * @throws DomainError too-many-requests when no further mail may go to one of them; those before it are asked
   */
  async request(workshop: Pick<WorkshopEntity, 'id' | 'name'>, recipients: readonly string[]): Promise<void> {
    const confirmed = await readConfirmedAddresses(this.database, workshop.id);
    for (const recipient of recipients)
      if (!confirmed.has(recipient.toLowerCase())) await this.requestFrom(workshop, recipient);
  }

  /** As `request`, for a channel that is saved in any case: who is not asked now can be asked again later. */
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
    const isAsked = await this.database.transaction(async (transaction) => {
      const request = { workshopId: id, kind: 'confirmation', subject: `address ${address}` } as const;
      await countAlertRequest(transaction, request, now);
      return recordConfirmationRequest(transaction, { workshopId: id, address, token }, now);
    });
    if (!isAsked) return;
    // Behind `#`, so that no server on the way logs it.
    const mail = renderConfirmationMail(name, `${this.http.publicUrl}/confirm-alerts#${token}`);
    void this.transport.send({ ...mail, to: [recipient], messageId: generateMessageId() }).then(
      ({ fault, status }) => {
        if (fault !== null)
          this.logger.warn({ workshop: id, fault, status }, 'a recipient was not asked to confirm');
      },
      (failure: unknown) =>
        this.logger.error({ workshop: id, kind: (failure as Error).name }, 'a mail failed'),
    );
  }
}
