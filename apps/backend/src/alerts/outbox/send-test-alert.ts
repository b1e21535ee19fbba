import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { AlertEvent } from '@ppf/contracts';
import { DataSource } from 'typeorm';
import { HttpConfig } from '../../config/http.config';
import { Clock } from '../../platform/clock';
import type { WorkshopEntity } from '../../workshops';
import { countAlertRequest } from '../limits/alert-requests';
import { OutboxDispatcher } from './outbox-dispatcher';
import { writeMessages } from './write-messages';

// A waiting test message is retried instead of adding a second one.
const WAITING = `SELECT id FROM alert_delivery WHERE channel_id = $1 AND is_test AND state = 'waiting' LIMIT 1`;
const LOCK_CHANNEL = 'SELECT id FROM alert_channel WHERE id = $1 FOR UPDATE';
const RETRY_NOW = `UPDATE alert_delivery SET next_attempt_at = $2 WHERE id = $1 AND state = 'waiting'`;

/** Sends a test message through a channel, enabled or not. */
@Injectable()
export class SendTestAlert {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly http: HttpConfig,
    private readonly dispatcher: OutboxDispatcher,
  ) {}

  /**
   * @returns The id of the delivery. If a test message is already waiting, that one is retried now.
   * @throws DomainError too-many-requests.
   */
  async send(workshop: WorkshopEntity, channelId: number): Promise<number> {
    const now = this.clock.now();
    const [id] = await this.database.transaction(async (transaction) => {
      await transaction.query(LOCK_CHANNEL, [channelId]);
      const subject = `channel ${channelId}`;
      await countAlertRequest(transaction, { workshopId: workshop.id, kind: 'attempt', subject }, now);
      const [waiting] = await transaction.query<{ id: number }[]>(WAITING, [channelId]);
      if (!waiting) {
        const messages = [[testEvent(workshop, this.http.publicUrl, now)]];
        return writeMessages(transaction, { channelId, messages, isTest: true }, now);
      }
      await transaction.query(RETRY_NOW, [waiting.id, now]);
      return [waiting.id];
    });
    void this.dispatcher.dispatch();
    if (id === undefined) throw new Error('The test message was inserted without an id.');
    return id;
  }
}

function testEvent(workshop: WorkshopEntity, publicUrl: string, now: Date): AlertEvent {
  return {
    type: 'alert.test',
    timestamp: now.toISOString(),
    data: {
      workshop_id: workshop.id,
      workshop_name: workshop.name,
      pit_id: null,
      pit_number: null,
      pit_name: null,
      outage: null,
      began_at: null,
      ended_at: null,
      interruptions: null,
      dashboard_url: `${publicUrl}/alerts`,
    },
  };
}
