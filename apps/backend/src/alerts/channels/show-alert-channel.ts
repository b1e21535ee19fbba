import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { AlertChannel } from '@ppf/contracts';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import { readConfirmed } from '../recipients/recipient-rows';
import type { AlertChannelEntity } from './alert-channel.entity';

/** Shows channels of one workshop as the API does, without their secrets. */
@Injectable()
export class ShowAlertChannels {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Several of them. @param workshopId of all of them */
  async show(workshopId: number, channels: readonly AlertChannelEntity[]): Promise<AlertChannel[]> {
    const confirmed = await readConfirmed(this.database, workshopId);
    const now = this.clock.now();
    return channels.map((channel) => toAlertChannelResponse(channel, confirmed, now));
  }

  /** One of them. */
  async showOne(channel: AlertChannelEntity): Promise<AlertChannel> {
    const confirmed = await readConfirmed(this.database, channel.workshopId);
    return toAlertChannelResponse(channel, confirmed, this.clock.now());
  }
}

/** @param now after which a secret before signs no more */
function toAlertChannelResponse(
  channel: AlertChannelEntity,
  confirmed: ReadonlySet<string>,
  now: Date,
): AlertChannel {
  const until = channel.previousSecretUntil;
  return {
    id: channel.id,
    workshop_id: channel.workshopId,
    kind: channel.kind,
    name: channel.name,
    enabled: channel.enabled,
    pit_ids: channel.pitIds,
    delay_seconds: channel.delaySeconds,
    url: channel.url,
    previous_secret_until: until && until > now ? until.toISOString() : null,
    recipients: channel.recipients,
    unconfirmed_recipients: channel.recipients.filter((address) => !confirmed.has(address.toLowerCase())),
    time_zone: channel.timeZone,
    created_at: channel.createdAt.toISOString(),
  };
}
