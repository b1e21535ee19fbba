import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type Sample } from '../../platform/observability/metrics/metric';
import { Metrics } from '../../platform/observability/metrics/metrics';

/** Both kinds are reported, also with a count of 0. */
const KINDS = ['email', 'webhook'] as const;
const WAITING = `
  SELECT kind, count(*)::int AS waiting, extract(epoch FROM now() - min(delivery.created_at))::float8 AS oldest
  FROM alert_delivery delivery JOIN alert_channel channel ON channel.id = delivery.channel_id
  WHERE state = 'waiting' GROUP BY kind`;

interface WaitingRow {
  readonly kind: string;
  readonly waiting: number;
  readonly oldest: number;
}

/** Metrics of the outbox of the whole installation: every backend reports the same values. */
@Injectable()
export class OutboxMetrics {
  private reading: Promise<WaitingRow[]> | undefined;

  constructor(
    metrics: Metrics,
    @InjectDataSource() private readonly database: DataSource,
  ) {
    metrics.add(
      {
        name: 'ppf_alert_messages_waiting',
        kind: 'gauge',
        about: 'Undelivered alert emails and webhook calls, including those that wait for a retry.',
        labels: ['kind'],
        read: () => this.sample(({ waiting }) => waiting),
      },
      {
        name: 'ppf_alert_message_oldest_seconds',
        kind: 'gauge',
        about:
          'Age of the oldest undelivered alert message, in seconds. Messages are given up after 24 hours.',
        labels: ['kind'],
        read: () => this.sample(({ oldest }) => oldest),
      },
    );
  }

  private async sample(value: (row: WaitingRow) => number): Promise<Sample[]> {
    // Both metrics of one scrape share a query.
    this.reading ??= this.database.query<WaitingRow[]>(WAITING).finally(() => (this.reading = undefined));
    const rows = await this.reading;
    return KINDS.map((kind) => {
      const row = rows.find((each) => each.kind === kind);
      return { labels: { kind }, value: row ? value(row) : 0 };
    });
  }
}
