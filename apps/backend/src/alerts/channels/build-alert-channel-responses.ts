import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { AlertChannel } from '@ppf/contracts';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import { readConfirmedAddresses } from '../recipients/recipient-rows';
import { toInstant } from '../../platform/database/to-instant';
import type { AlertChannelEntity } from './alert-channel.entity';

/** Builds the API responses for alert channels of one workshop. Secrets are not included. */
@Injectable()
export class BuildAlertChannelResponses {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** @param workshopId The workshop of all `channels`. */
  async build(workshopId: number, channels: readonly AlertChannelEntity[]): Promise<AlertChannel[]> {
    const confirmed = await readConfirmedAddresses(this.database, workshopId);
    const now = this.clock.now();
    return channels.map((channel) => toAlertChannelResponse(channel, confirmed, now));
  }

  /** Builds the response for one channel. */
  async buildOne(channel: AlertChannelEntity): Promise<AlertChannel> {
    const confirmed = await readConfirmedAddresses(this.database, channel.workshopId);
    return toAlertChannelResponse(channel, confirmed, this.clock.now());
  }
}

/** @param now A `previous_secret_until` before this instant is omitted. */
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
    previous_secret_until: until && until > now ? toInstant(until) : null,
    recipients: channel.recipients,
    unconfirmed_recipients: channel.recipients.filter((address) => !confirmed.has(address.toLowerCase())),
    time_zone: channel.timeZone,
    created_at: toInstant(channel.createdAt),
  };
}
