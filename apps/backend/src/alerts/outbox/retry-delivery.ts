import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import { countAlertRequest } from '../limits/alert-requests';
import { OutboxDispatcher } from './outbox-dispatcher';
import { DELIVERY_TTL_MS } from './plan-retry';

// What is under way, or was delivered, stays as it is.
const FIND = `SELECT channel_id FROM alert_delivery WHERE id = $1 AND state <> 'delivered' FOR UPDATE`;
const RETRY = `
  UPDATE alert_delivery SET state = 'waiting', next_attempt_at = $2, give_up_at = greatest(give_up_at, $3)
  WHERE id = $1`;

/** Tries a message again at once, and then for another day. */
@Injectable()
export class RetryDelivery {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly dispatcher: OutboxDispatcher,
  ) {}

  /** One that was delivered is not sent again. @throws DomainError too-many-requests */
  async retry(workshopId: number, id: number): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction(async (transaction) => {
      const [found] = await transaction.query<{ channel_id: number }[]>(FIND, [id]);
      if (!found) return;
      const subject = `channel ${found.channel_id}`;
      await countAlertRequest(transaction, { workshopId, kind: 'attempt', subject }, now);
      await transaction.query(RETRY, [id, now, new Date(now.getTime() + DELIVERY_TTL_MS)]);
    });
    void this.dispatcher.dispatch();
  }
}
