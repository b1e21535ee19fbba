import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Media agents: one for each media server, with its credential, code and last report, and the way in which the paths of
 * a media server are set.
 */
export class MediaAgents1797700000000 implements MigrationInterface {
  name = 'MediaAgents1797700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE media_agent');
    await runner.query('ALTER TABLE media_server DROP COLUMN paths_by');
  }
}

const UP = [
  `ALTER TABLE media_server ADD COLUMN paths_by text NOT NULL DEFAULT 'api'
     CONSTRAINT media_server_paths_by_known CHECK (paths_by IN ('api', 'file'))`,
  `CREATE TABLE media_agent (
     media_server_id integer PRIMARY KEY REFERENCES media_server (id) ON DELETE CASCADE,
     code_hash bytea UNIQUE,
     code_expires_at timestamptz,
     settings_code_hash bytea,
     credential_hash bytea UNIQUE,
     next_credential_hash bytea UNIQUE,
     switches_at_report boolean NOT NULL DEFAULT false,
     report jsonb,
     reported_at timestamptz,
     created_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT media_agent_code_expires CHECK ((code_hash IS NULL) = (code_expires_at IS NULL)))`,
];
