import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Recipients confirm their address, what sends messages on request is counted, and an outage may be `unstable`. */
export class AlertRecipients1797600000000 implements MigrationInterface {
  name = 'AlertRecipients1797600000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE alert_recipient, alert_request');
    await runner.query(`DELETE FROM outage_alert WHERE kind = 'unstable'`);
    await runner.query(
      'ALTER TABLE outage_alert DROP COLUMN interruptions, DROP CONSTRAINT outage_alert_kind_check',
    );
    await runner.query(
      `ALTER TABLE outage_alert ADD CONSTRAINT outage_alert_kind_check CHECK (kind IN ('offline', 'stalled'))`,
    );
    await runner.query('ALTER TABLE alert_channel DROP COLUMN time_zone');
  }
}

const UP = [
  'ALTER TABLE alert_channel ADD COLUMN time_zone text',
  'ALTER TABLE outage_alert ADD COLUMN interruptions integer, DROP CONSTRAINT outage_alert_kind_check',
  `ALTER TABLE outage_alert ADD CONSTRAINT outage_alert_kind_check
     CHECK (kind IN ('offline', 'stalled', 'unstable'))`,
  // The address in lower case. `token_hash`: SHA-256 of what the confirmation link holds.
  `CREATE TABLE alert_recipient (
    workshop_id integer NOT NULL REFERENCES workshop ON DELETE CASCADE,
    address text NOT NULL,
    confirmed_at timestamptz,
    token_hash bytea UNIQUE,
    asked_at timestamptz,
    PRIMARY KEY (workshop_id, address)
  )`,
  // Who gets alerts already goes on getting them.
  `INSERT INTO alert_recipient (workshop_id, address, confirmed_at)
   SELECT DISTINCT workshop_id, lower(recipient), now() FROM alert_channel CROSS JOIN unnest(recipients) AS recipient`,
  // No reference to the channel: deleting one must not give back what was used up.
  `CREATE TABLE alert_request (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workshop_id integer NOT NULL REFERENCES workshop ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('attempt', 'confirmation')),
    subject text NOT NULL,
    requested_at timestamptz NOT NULL
  )`,
  'CREATE INDEX alert_request_by_workshop ON alert_request (workshop_id, kind, requested_at)',
  'CREATE INDEX alert_request_by_subject ON alert_request (kind, subject, requested_at)',
  'CREATE INDEX alert_request_by_time ON alert_request (requested_at)',
];
