import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { CreateAlertChannelRequest } from '@ppf/contracts';
import { randomUUID } from 'node:crypto';
import { Repository } from 'typeorm';
import { Sealing } from '../../platform/crypto/sealing';
import { violatedConstraint } from '../../platform/database/violated-constraint';
import { DomainError } from '../../platform/problems/domain-error';
import { generateWebhookSecret, webhookSecretRow } from '../webhooks/webhook-secret';
import { AlertChannelEntity } from './alert-channel.entity';
import { message } from '../messages';
import { lockWorkshop } from '../limits/lock-workshop';
import { ValidateAlertChannel } from './validate-alert-channel';

/** Maximum number of alert channels of one workshop. */
export const MAX_CHANNELS_PER_WORKSHOP = 20;
/** Default delay in seconds: how long a camera must be offline before the channel is alerted. */
const DEFAULT_DELAY_SECONDS = 60;

/** Creates an alert channel. A webhook also gets a signing secret, which is returned this once. */
@Injectable()
export class CreateAlertChannel {
  constructor(
    @InjectRepository(AlertChannelEntity) private readonly channels: Repository<AlertChannelEntity>,
    private readonly validation: ValidateAlertChannel,
    private readonly sealing: Sealing,
  ) {}

  /**
   * @throws DomainError too-many-alert-channels, alert-channel-name-taken, and the errors of `ValidateAlertChannel`.
   */
  async create(
    workshopId: number,
    request: CreateAlertChannelRequest,
  ): Promise<{ channel: AlertChannelEntity; secret: string | null }> {
    const { kind, name, url, recipients } = request;
    if (kind === 'webhook' && url === undefined) throw missingFieldError('url');
    if (kind === 'email' && recipients === undefined) throw missingFieldError('recipients');
    await this.validation.validate(kind, workshopId, request);
    const uid = randomUUID();
    const secret = kind === 'webhook' ? generateWebhookSecret() : null;
    const channel = this.channels.create({
      uid,
      workshopId,
      kind,
      name,
      enabled: request.enabled ?? true,
      pitIds: request.pit_ids ?? null,
      delaySeconds: request.delay_seconds ?? DEFAULT_DELAY_SECONDS,
      url: url ?? null,
      sealedSecret: secret && this.sealing.seal(secret, webhookSecretRow(uid)),
      sealedPreviousSecret: null,
      previousSecretUntil: null,
      recipients: recipients ?? [],
      timeZone: request.time_zone ?? null,
    });
    return { channel: await this.insert(channel).catch(rethrowNameTaken), secret };
  }

  private insert(channel: AlertChannelEntity): Promise<AlertChannelEntity> {
    const { workshopId } = channel;
    return this.channels.manager.transaction(async (transaction) => {
      await lockWorkshop(transaction, workshopId);
      if ((await transaction.countBy(AlertChannelEntity, { workshopId })) >= MAX_CHANNELS_PER_WORKSHOP)
        throw new DomainError('too-many-alert-channels');
      return transaction.save(channel);
    });
  }
}

/** @throws DomainError alert-channel-name-taken for the violated constraint; otherwise the failure itself. */
export function rethrowNameTaken(failure: unknown): never {
  if (violatedConstraint(failure) === 'alert_channel_name')
    throw new DomainError('alert-channel-name-taken', { cause: failure });
  throw failure;
}

function missingFieldError(field: string): DomainError {
  return new DomainError('validation-failed', { errors: [{ field, message: message('field.required') }] });
}
