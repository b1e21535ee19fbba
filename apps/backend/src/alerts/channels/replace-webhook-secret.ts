import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { WebhookSecret } from '@ppf/contracts';
import { Repository } from 'typeorm';
import { Clock } from '../../platform/clock';
import { Sealing } from '../../platform/crypto/sealing';
import { DomainError } from '../../platform/problems/domain-error';
import { makeWebhookSecret } from '../webhooks/webhook-secret';
import { AlertChannelEntity, webhookSecretRow } from './alert-channel.entity';

/** How long the secret before signs too, in milliseconds: time to bring the new one to the receiver. */
const BOTH_FOR_MS = 24 * 3_600_000;

/** Makes another signing secret for a webhook, and shows it this once. */
@Injectable()
export class ReplaceWebhookSecret {
  constructor(
    @InjectRepository(AlertChannelEntity) private readonly channels: Repository<AlertChannelEntity>,
    private readonly sealing: Sealing,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError alert-channel-not-found for an email channel, which has none */
  async replace({ id, uid, kind, sealedSecret }: AlertChannelEntity): Promise<WebhookSecret> {
    if (kind !== 'webhook') throw new DomainError('alert-channel-not-found');
    const secret = makeWebhookSecret();
    const until = new Date(this.clock.now().getTime() + BOTH_FOR_MS);
    await this.channels.update(
      { id },
      {
        sealedSecret: this.sealing.seal(secret, webhookSecretRow(uid)),
        sealedPreviousSecret: sealedSecret,
        previousSecretUntil: until,
      },
    );
    return { secret, previous_secret_until: until.toISOString() };
  }
}
