import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { CreateAlertChannelRequest } from '@ppf/contracts';
import { randomUUID } from 'node:crypto';
import { Repository } from 'typeorm';
import { Sealing } from '../../platform/crypto/sealing';
import { violatedConstraint } from '../../platform/database/violated-constraint';
import { DomainError } from '../../platform/problems/domain-error';
import { makeWebhookSecret } from '../webhooks/webhook-secret';
import { AlertChannelEntity, webhookSecretRow } from './alert-channel.entity';
import { holdWorkshop } from './hold-workshop';
import { JudgeAlertChannel } from './judge-alert-channel';

/** Channels of one workshop. */
export const MOST_CHANNELS = 20;
/** Seconds that a camera must be away, unless somebody chooses otherwise. */
const USUAL_DELAY_SECONDS = 60;

/** Makes a channel, and for a webhook the secret that is shown this once. */
@Injectable()
export class CreateAlertChannel {
  constructor(
    @InjectRepository(AlertChannelEntity) private readonly channels: Repository<AlertChannelEntity>,
    private readonly judge: JudgeAlertChannel,
    private readonly sealing: Sealing,
  ) {}

  /** @throws DomainError too-many-alert-channels, alert-channel-name-taken, and what `JudgeAlertChannel` says */
  async create(
    workshopId: number,
    asked: CreateAlertChannelRequest,
  ): Promise<{ channel: AlertChannelEntity; secret: string | null }> {
    const { kind, name, url, recipients } = asked;
    if (kind === 'webhook' && url === undefined) throw missing('url');
    if (kind === 'email' && recipients === undefined) throw missing('recipients');
    await this.judge.judge(kind, workshopId, asked);
    const uid = randomUUID();
    const secret = kind === 'webhook' ? makeWebhookSecret() : null;
    const made = this.channels.create({
      uid,
      workshopId,
      kind,
      name,
      enabled: asked.enabled ?? true,
      pitIds: asked.pit_ids ?? null,
      delaySeconds: asked.delay_seconds ?? USUAL_DELAY_SECONDS,
      url: url ?? null,
      sealedSecret: secret && this.sealing.seal(secret, webhookSecretRow(uid)),
      sealedPreviousSecret: null,
      previousSecretUntil: null,
      recipients: recipients ?? [],
      timeZone: asked.time_zone ?? null,
    });
    return { channel: await this.add(made).catch(refuseTakenName), secret };
  }

  private add(made: AlertChannelEntity): Promise<AlertChannelEntity> {
    const { workshopId } = made;
    return this.channels.manager.transaction(async (transaction) => {
      await holdWorkshop(transaction, workshopId);
      if ((await transaction.countBy(AlertChannelEntity, { workshopId })) >= MOST_CHANNELS)
        throw new DomainError('too-many-alert-channels');
      return transaction.save(made);
    });
  }
}

/** @throws DomainError alert-channel-name-taken, or the failure itself */
export function refuseTakenName(failure: unknown): never {
  if (violatedConstraint(failure) === 'alert_channel_name')
    throw new DomainError('alert-channel-name-taken', { cause: failure });
  throw failure;
}

function missing(field: string): DomainError {
  return new DomainError('validation-failed', { errors: [{ field, message: 'is needed for this kind' }] });
}
