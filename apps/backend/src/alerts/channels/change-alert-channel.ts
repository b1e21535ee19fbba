import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { UpdateAlertChannelRequest } from '@ppf/contracts';
import { Repository } from 'typeorm';
import { AlertChannelEntity } from './alert-channel.entity';
import { refuseTakenName } from './create-alert-channel';
import { JudgeAlertChannel } from './judge-alert-channel';

// What it was told of, and now is told of no more, is forgotten: nobody waits to hear that it is back.
const FORGET_OTHERS = `
  DELETE FROM outage_alert WHERE channel_id = $1 AND back_told_at IS NULL AND NOT ($2 AND ($3::int[] IS NULL OR pit_id = ANY($3)))`;

/** A channel that is told nothing any more gets nothing that still waits. */
export const DROP_WAITING = `
  UPDATE alert_delivery SET state = 'failed', next_attempt_at = NULL
  WHERE channel_id = $1 AND state = 'waiting' AND NOT is_test`;

/** Changes a channel. */
@Injectable()
export class ChangeAlertChannel {
  constructor(
    @InjectRepository(AlertChannelEntity) private readonly channels: Repository<AlertChannelEntity>,
    private readonly judge: JudgeAlertChannel,
  ) {}

  /** What is left out stays. @throws DomainError alert-channel-name-taken, and what `JudgeAlertChannel` says */
  async change(channel: AlertChannelEntity, asked: UpdateAlertChannelRequest): Promise<AlertChannelEntity> {
    await this.judge.judge(channel.kind, channel.workshopId, asked);
    const changed = {
      name: asked.name ?? channel.name,
      enabled: asked.enabled ?? channel.enabled,
      pitIds: asked.pit_ids === undefined ? channel.pitIds : asked.pit_ids,
      delaySeconds: asked.delay_seconds ?? channel.delaySeconds,
      url: asked.url ?? channel.url,
      recipients: asked.recipients ?? channel.recipients,
      timeZone: asked.time_zone === undefined ? channel.timeZone : asked.time_zone,
    };
    await this.channels.manager
      .transaction(async (transaction) => {
        await transaction.update(AlertChannelEntity, { id: channel.id }, changed);
        await transaction.query(FORGET_OTHERS, [channel.id, changed.enabled, changed.pitIds]);
        if (!changed.enabled) await transaction.query(DROP_WAITING, [channel.id]);
      })
      .catch(refuseTakenName);
    return { ...channel, ...changed };
  }
}
