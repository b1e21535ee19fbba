import { Injectable } from '@nestjs/common';
import type { MediaAgentCode, MediaAgentCredential } from '@ppf/contracts';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock';
import { hashSecret } from '../platform/crypto/secrets';
import { DomainError } from '../platform/problems/domain-error';
import { type NewSecret, newCode, newCredential } from './agent-secrets';

/** Lifetime of a one-time code, in milliseconds. */
const CODE_MS = 3_600_000;
/** Lifetime of the code of the settings after each start of a backend, in milliseconds. */
const SETTINGS_CODE_MS = 30 * 86_400_000;

const STORE_CODE = `
  INSERT INTO media_agent (media_server_id, code_hash, code_expires_at) VALUES ($1, $2, $3)
  ON CONFLICT (media_server_id) DO UPDATE SET code_hash = $2, code_expires_at = $3`;
const OFFER_SETTINGS_CODE = `
  INSERT INTO media_agent (media_server_id, code_hash, code_expires_at, settings_code_hash, switches_at_report)
  SELECT id, $1, $2, $1, true FROM media_server WHERE is_configured
  ON CONFLICT (media_server_id) DO UPDATE SET code_hash = $1, code_expires_at = $2, settings_code_hash = $1,
    switches_at_report = true
  WHERE media_agent.settings_code_hash IS DISTINCT FROM $1`;
const EXTEND_SETTINGS_CODE = `
  UPDATE media_agent SET code_expires_at = $2 WHERE code_hash = $1 AND settings_code_hash = $1`;
const EXCHANGE = `
  UPDATE media_agent SET code_hash = CASE WHEN code_hash = settings_code_hash THEN code_hash END,
    code_expires_at = CASE WHEN code_hash = settings_code_hash THEN code_expires_at END,
    credential_hash = $2, next_credential_hash = NULL, report = NULL, reported_at = NULL
  WHERE code_hash = $1 AND code_expires_at > $3 RETURNING media_server_id AS id`;
const FIND = `
  SELECT media_server_id AS id, credential_hash IS DISTINCT FROM $1 AS "isNext" FROM media_agent
  WHERE credential_hash = $1 OR next_credential_hash = $1`;
const PROMOTE = `
  UPDATE media_agent SET credential_hash = next_credential_hash, next_credential_hash = NULL
  WHERE next_credential_hash = $1`;
const ROTATE = 'UPDATE media_agent SET next_credential_hash = $2 WHERE media_server_id = $1';
const REVOKE = `
  UPDATE media_agent SET code_hash = NULL, code_expires_at = NULL, credential_hash = NULL,
    next_credential_hash = NULL, switches_at_report = false, report = NULL, reported_at = NULL
  WHERE media_server_id = $1`;

/** Codes and credentials of media agents. Stores hashes only. */
@Injectable()
export class MediaAgentCredentials {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Creates a one-time code for a media server. An earlier unused code is no longer valid. */
  async createCode(mediaServerId: number): Promise<MediaAgentCode> {
    const { secret, hash } = newCode();
    const expiresAt = this.after(CODE_MS);
    await this.dataSource.query(STORE_CODE, [mediaServerId, hash, expiresAt]);
    return { code: secret, expires_at: expiresAt.toISOString() };
  }

  /**
   * Offers the code of the settings for the configured media server. It is valid until another one is offered or created,
   * or the agent is revoked: an agent whose credential is lost, as after the restore of a backup, is enrolled again.
   */
  async offerSettingsCode(code: string): Promise<void> {
    const values = [hashSecret(code), this.after(SETTINGS_CODE_MS)];
    await this.dataSource.query(OFFER_SETTINGS_CODE, values);
    await this.dataSource.query(EXTEND_SETTINGS_CODE, values);
  }

  /** Exchanges a code for a credential. The credential of an earlier agent is no longer valid. @throws DomainError media-agent-code-invalid */
  async exchange(code: string): Promise<MediaAgentCredential> {
    const { secret, hash } = newCredential();
    const [[row]] = await this.dataSource.query<[{ id: number }[], number]>(EXCHANGE, [
      hashSecret(code),
      hash,
      this.clock.now(),
    ]);
    if (!row) throw new DomainError('media-agent-code-invalid');
    return { credential: secret, media_server_id: row.id };
  }

  /** Id of the media server that a credential is valid for; null: none. The first use of a new one ends the old one. */
  async find(credentialHash: Buffer): Promise<number | null> {
    const [row] = await this.dataSource.query<{ id: number; isNext: boolean }[]>(FIND, [credentialHash]);
    if (row?.isNext) await this.dataSource.query(PROMOTE, [credentialHash]);
    return row?.id ?? null;
  }

  /** Issues the next credential of an agent. The old one is valid until the new one is used, so that a lost response changes nothing. */
  async rotate(mediaServerId: number): Promise<MediaAgentCredential> {
    const { secret, hash }: NewSecret = newCredential();
    await this.dataSource.query(ROTATE, [mediaServerId, hash]);
    return { credential: secret, media_server_id: mediaServerId };
  }

  /** Revokes the credential and the code. The backend sets the paths from now on: the file stays as it is. */
  async revoke(mediaServerId: number): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.query(REVOKE, [mediaServerId]);
      await manager.query(`UPDATE media_server SET paths_by = 'api' WHERE id = $1`, [mediaServerId]);
    });
  }

  private after(ms: number): Date {
    return new Date(this.clock.now().getTime() + ms);
  }
}
