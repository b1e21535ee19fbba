import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { UpdateAlertChannelRequest } from '@ppf/contracts';
import { Repository } from 'typeorm';
import { AlertChannelEntity } from './alert-channel.entity';
import { dropWaitingMessages } from '../delivery/drop-waiting-messages';
import { rethrowNameTaken } from './create-alert-channel';
import { ValidateAlertChannel } from './validate-alert-channel';

// Open alerts of pits that the channel no longer covers are deleted: no recovery message follows them.
const DELETE_UNCOVERED_ALERTS = `
  DELETE FROM outage_alert WHERE channel_id = $1 AND back_told_at IS NULL AND NOT ($2 AND ($3::int[] IS NULL OR pit_id = ANY($3)))`;

/** Changes the settings of an alert channel. */
@Injectable()
export class ChangeAlertChannel {
  constructor(
    @InjectRepository(AlertChannelEntity) private readonly channels: Repository<AlertChannelEntity>,
    private readonly validation: ValidateAlertChannel,
  ) {}

  /**
   * Omitted fields keep their value.
   * @throws DomainError alert-channel-name-taken, and the errors of `ValidateAlertChannel`.
   */
  async change(channel: AlertChannelEntity, request: UpdateAlertChannelRequest): Promise<AlertChannelEntity> {
    await this.validation.validate(channel.kind, channel.workshopId, request);
    const changed = {
      name: request.name ?? channel.name,
      enabled: request.enabled ?? channel.enabled,
      pitIds: request.pit_ids === undefined ? channel.pitIds : request.pit_ids,
      delaySeconds: request.delay_seconds ?? channel.delaySeconds,
      url: request.url ?? channel.url,
      recipients: request.recipients ?? channel.recipients,
      timeZone: request.time_zone === undefined ? channel.timeZone : request.time_zone,
    };
    await this.channels.manager
      .transaction(async (transaction) => {
        await transaction.update(AlertChannelEntity, { id: channel.id }, changed);
        await transaction.query(DELETE_UNCOVERED_ALERTS, [channel.id, changed.enabled, changed.pitIds]);
        if (!changed.enabled) await dropWaitingMessages(transaction, channel.id);
      })
      .catch(rethrowNameTaken);
    return { ...channel, ...changed };
  }
}
