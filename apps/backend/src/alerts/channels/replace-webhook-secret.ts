import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { WebhookSecret } from '@ppf/contracts';
import { Repository } from 'typeorm';
import { Clock } from '../../platform/clock';
import { Sealing } from '../../platform/crypto/sealing';
import { DomainError } from '../../platform/problems/domain-error';
import { generateWebhookSecret, webhookSecretRow } from '../webhooks/webhook-secret';
import { AlertChannelEntity } from './alert-channel.entity';

/** How long the previous secret also signs, in milliseconds: time to configure the new one in the receiver. */
const OVERLAP_MS = 24 * 3_600_000;

/** Replaces the signing secret of a webhook. The new secret is returned this once. */
@Injectable()
export class ReplaceWebhookSecret {
  constructor(
    @InjectRepository(AlertChannelEntity) private readonly channels: Repository<AlertChannelEntity>,
    private readonly sealing: Sealing,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError alert-channel-not-found for an email channel, which has no secret. */
  async replace({ id, uid, kind, sealedSecret }: AlertChannelEntity): Promise<WebhookSecret> {
    if (kind !== 'webhook') throw new DomainError('alert-channel-not-found');
    const secret = generateWebhookSecret();
    const until = new Date(this.clock.now().getTime() + OVERLAP_MS);
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
