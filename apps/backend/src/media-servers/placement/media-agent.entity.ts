import type { MediaAgentReport } from '@ppf/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Row of a media server's agent. Contains hashes (SHA-256) of its secrets only. */
@Entity('media_agent')
export class MediaAgentEntity {
  @PrimaryColumn({ name: 'media_server_id', type: 'integer' })
  mediaServerId: number;

  /** Hash of an unused one-time code, or of the code of the settings. Null: there is none. */
  @Column({ name: 'code_hash', type: 'bytea', nullable: true })
  codeHash: Buffer | null;

  @Column({ name: 'code_expires_at', type: 'timestamptz', nullable: true })
  codeExpiresAt: Date | null;

  /** Hash of the newest code of the settings, so that a revoked one is not offered again. Null: none was offered. */
  @Column({ name: 'settings_code_hash', type: 'bytea', nullable: true })
  settingsCodeHash: Buffer | null;

  /** Null: no agent is enrolled. */
  @Column({ name: 'credential_hash', type: 'bytea', nullable: true })
  credentialHash: Buffer | null;

  /** Hash of a credential that was issued and not used yet; the old one is valid until then. */
  @Column({ name: 'next_credential_hash', type: 'bytea', nullable: true })
  nextCredentialHash: Buffer | null;

  /** Whether the paths are set by file as soon as the agent reports that MediaMTX has loaded its file. */
  @Column({ name: 'switches_at_report', type: 'boolean', default: false })
  switchesAtReport: boolean;

  @Column({ type: 'jsonb', nullable: true })
  report: MediaAgentReport | null;

  @Column({ name: 'reported_at', type: 'timestamptz', nullable: true })
  reportedAt: Date | null;
}

/** Milliseconds since its last report for which an agent counts as connected. It reports every 30 s. */
const CONNECTED_MS = 90_000;

/** Whether the agent reported within the last 90 seconds. */
export function isAgentConnected(
  { reportedAt, credentialHash }: Pick<MediaAgentEntity, 'reportedAt' | 'credentialHash'>,
  now: Date,
): boolean {
  return (
    credentialHash !== null && reportedAt !== null && now.getTime() - reportedAt.getTime() < CONNECTED_MS
  );
}
