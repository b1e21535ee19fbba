import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { AlertDelivery, AlertDeliveryList, AlertDeliveryQuery, AlertFault } from '@ppf/contracts';
import { DataSource } from 'typeorm';
import { pageOf, readPage } from '../../platform/http/paging';
import { DomainError } from '../../platform/problems/domain-error';
import { parseEvents } from '../delivery/delivery-attempt';
import { toInstant } from '../../platform/database/to-instant';

/** Maximum number of attempts listed per delivery, the newest ones. */
const MAX_LISTED_ATTEMPTS = 20;

// Newest first: the cursor is the last id of a page.
const READ = `
  SELECT delivery.*, channel.name AS channel_name, channel.kind AS channel_kind, coalesce(tried.attempts, '[]') AS tried
  FROM alert_delivery AS delivery JOIN alert_channel AS channel ON channel.id = delivery.channel_id
  LEFT JOIN LATERAL (
    SELECT json_agg(newest ORDER BY newest.number) AS attempts FROM (
      SELECT number, began_at, duration_ms, fault, status FROM alert_attempt
      WHERE delivery_id = delivery.id ORDER BY number DESC LIMIT ${MAX_LISTED_ATTEMPTS}
    ) AS newest
  ) AS tried ON true
  WHERE channel.workshop_id = $1 AND ($2::int = 0 OR delivery.id < $2) AND ($3::int IS NULL OR channel.id = $3)
    AND ($4::text IS NULL OR delivery.state = $4) AND ($5::int IS NULL OR delivery.id = $5)
  ORDER BY delivery.id DESC LIMIT $6`;

interface Row {
  readonly id: number;
  readonly channel_id: number;
  readonly channel_name: string;
  readonly channel_kind: AlertDelivery['channel_kind'];
  readonly message_id: string;
  readonly events: string;
  readonly state: AlertDelivery['state'];
  readonly next_attempt_at: Date | null;
  readonly created_at: Date;
  readonly tried: readonly AttemptRow[];
}

interface AttemptRow {
  readonly number: number;
  readonly began_at: string;
  readonly duration_ms: number;
  readonly fault: AlertFault | null;
  readonly status: number | null;
}

/** Reads deliveries with their attempts. */
@Injectable()
export class ReadDeliveries {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Lists the deliveries of a workshop, newest first. @throws DomainError validation-failed for an invalid cursor. */
  async list(workshopId: number, query: AlertDeliveryQuery): Promise<AlertDeliveryList> {
    const page = readPage(query);
    const rows = await this.rows(workshopId, {
      ...page,
      channelId: query.channel_id,
      state: query.state,
      limit: page.limit + 1,
    });
    return pageOf(rows, page, ({ id }) => id, toAlertDeliveryResponse);
  }

  /** Returns one delivery. @throws DomainError alert-delivery-not-found. */
  async one(workshopId: number, id: number): Promise<AlertDelivery> {
    const [row] = await this.rows(workshopId, { after: 0, limit: 1, id });
    if (!row) throw new DomainError('alert-delivery-not-found');
    return toAlertDeliveryResponse(row);
  }

  private rows(workshopId: number, { after, limit, channelId, state, id }: DeliveryFilter): Promise<Row[]> {
    return this.database.query(READ, [
      workshopId,
      after,
      channelId ?? null,
      state ?? null,
      id ?? null,
      limit,
    ]);
  }
}

interface DeliveryFilter {
  readonly after: number;
  readonly limit: number;
  readonly channelId?: number | undefined;
  readonly state?: string | undefined;
  readonly id?: number | undefined;
}

function toAlertDeliveryResponse(row: Row): AlertDelivery {
  return {
    id: row.id,
    channel_id: row.channel_id,
    channel_name: row.channel_name,
    channel_kind: row.channel_kind,
    message_id: row.message_id,
    events: parseEvents(row.events),
    state: row.state,
    attempts: row.tried.map((each) => ({ ...each, began_at: toInstant(new Date(each.began_at)) })),
    next_attempt_at: row.next_attempt_at && toInstant(row.next_attempt_at),
    created_at: toInstant(row.created_at),
  };
}
