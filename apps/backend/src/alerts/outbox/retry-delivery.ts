import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import { countAlertRequest } from '../limits/alert-requests';
import { OutboxDispatcher } from './outbox-dispatcher';
import { DELIVERY_TTL_MS } from './plan-retry';

// A delivered message is not changed. FOR UPDATE waits for an attempt that is being recorded.
const FIND = `SELECT channel_id FROM alert_delivery WHERE id = $1 AND state <> 'delivered' FOR UPDATE`;
const RETRY = `
  UPDATE alert_delivery SET state = 'waiting', next_attempt_at = $2, give_up_at = greatest(give_up_at, $3)
  WHERE id = $1`;

/** Retries a message now, and keeps retrying it for another 24 hours. */
@Injectable()
export class RetryDelivery {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly dispatcher: OutboxDispatcher,
  ) {}

  /** Does nothing for a delivered message. @throws DomainError too-many-requests. */
  async retry(workshopId: number, id: number): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction(async (transaction) => {
      const [delivery] = await transaction.query<{ channel_id: number }[]>(FIND, [id]);
      if (!delivery) return;
      const subject = `channel ${delivery.channel_id}`;
      await countAlertRequest(transaction, { workshopId, kind: 'attempt', subject }, now);
      await transaction.query(RETRY, [id, now, new Date(now.getTime() + DELIVERY_TTL_MS)]);
    });
    void this.dispatcher.dispatch();
  }
}
