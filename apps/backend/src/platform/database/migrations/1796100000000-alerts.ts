import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is told that a camera is offline, what they were told, and when they are told nothing. */
export class Alerts1796100000000 implements MigrationInterface {
  name = 'Alerts1796100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...CHANNELS, ...OUTAGES, ...OUTBOX]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE alert_attempt, alert_delivery, outage_alert, maintenance_window, alert_channel',
    );
  }
}

const CHANNELS = [
  `CREATE TABLE alert_channel (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    uid uuid NOT NULL UNIQUE,
    workshop_id integer NOT NULL REFERENCES workshop ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('webhook', 'email')),
    name text NOT NULL,
    enabled boolean NOT NULL DEFAULT true,
    pit_ids integer[],
    delay_seconds integer NOT NULL,
    url text,
    sealed_secret text,
    sealed_previous_secret text,
    previous_secret_until timestamptz,
    recipients text[] NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT alert_channel_name UNIQUE (workshop_id, name),
    CONSTRAINT alert_channel_webhook CHECK ((kind = 'webhook') = (url IS NOT NULL AND sealed_secret IS NOT NULL)),
    CONSTRAINT alert_channel_email CHECK ((kind = 'email') = (recipients <> '{}'))
  )`,
  `CREATE TABLE maintenance_window (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workshop_id integer NOT NULL REFERENCES workshop ON DELETE CASCADE,
    pit_id integer REFERENCES pit ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('once', 'weekly')),
    reason text,
    begins_at timestamptz,
    ends_at timestamptz,
    days integer[],
    from_minute integer,
    to_minute integer,
    time_zone text,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT maintenance_window_once
      CHECK ((kind = 'once') = (num_nonnulls(begins_at, ends_at) = 2) AND ends_at > begins_at),
    CONSTRAINT maintenance_window_weekly
      CHECK ((kind = 'weekly') = (num_nonnulls(days, from_minute, to_minute, time_zone) = 4))
  )`,
  'CREATE INDEX maintenance_window_by_workshop ON maintenance_window (workshop_id, id)',
];

// That one outage is told once, whoever decides: a channel has one open alert of a pit at most.
const OUTAGES = [
  `CREATE TABLE outage_alert (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    channel_id integer NOT NULL REFERENCES alert_channel ON DELETE CASCADE,
    pit_id integer NOT NULL REFERENCES pit ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('offline', 'stalled')),
    began_at timestamptz NOT NULL,
    told_at timestamptz NOT NULL,
    back_told_at timestamptz
  )`,
  'CREATE UNIQUE INDEX outage_alert_open ON outage_alert (channel_id, pit_id) WHERE back_told_at IS NULL',
  'CREATE INDEX outage_alert_by_time ON outage_alert (told_at)',
];

const OUTBOX = [
  `CREATE TABLE alert_delivery (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    channel_id integer NOT NULL REFERENCES alert_channel ON DELETE CASCADE,
    message_id text NOT NULL UNIQUE,
    events text NOT NULL,
    is_test boolean NOT NULL DEFAULT false,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'failed')),
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    claimed_until timestamptz,
    give_up_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT alert_delivery_next CHECK ((state = 'waiting') = (next_attempt_at IS NOT NULL))
  )`,
  `CREATE INDEX alert_delivery_due ON alert_delivery (next_attempt_at) WHERE state = 'waiting'`,
  'CREATE INDEX alert_delivery_by_channel ON alert_delivery (channel_id, id)',
  'CREATE INDEX alert_delivery_by_time ON alert_delivery (created_at)',
  `CREATE TABLE alert_attempt (
    delivery_id integer NOT NULL REFERENCES alert_delivery ON DELETE CASCADE,
    number integer NOT NULL,
    began_at timestamptz NOT NULL,
    duration_ms integer NOT NULL,
    fault text,
    status integer,
    PRIMARY KEY (delivery_id, number)
  )`,
];
