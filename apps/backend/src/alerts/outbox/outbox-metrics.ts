import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type Sample } from '../../platform/observability/metrics/metric';
import { Metrics } from '../../platform/observability/metrics/metrics';

/** Told also while nothing waits. */
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

/** Tells whether what is to be told goes out. Of the whole installation: every backend tells the same. */
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
        about:
          'Emails and webhooks about cameras that are not delivered yet, those to be tried again among them.',
        labels: ['kind'],
        read: () => this.of(({ waiting }) => waiting),
      },
      {
        name: 'ppf_alert_message_oldest_seconds',
        kind: 'gauge',
        about: 'For how long the oldest of them has waited. After a day it is given up.',
        labels: ['kind'],
        read: () => this.of(({ oldest }) => oldest),
      },
    );
  }

  private async of(value: (row: WaitingRow) => number): Promise<Sample[]> {
    // Both of one reading are one statement.
    this.reading ??= this.database.query<WaitingRow[]>(WAITING).finally(() => (this.reading = undefined));
    const rows = await this.reading;
    return KINDS.map((kind) => {
      const row = rows.find((each) => each.kind === kind);
      return { labels: { kind }, value: row ? value(row) : 0 };
    });
  }
}
