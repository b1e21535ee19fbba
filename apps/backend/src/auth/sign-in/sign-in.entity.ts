import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/**
 * One sign-in of one user on one device. Its refresh token is replaced at every use. All its tokens begin with its id, so
 * that a replaced one is recognized and ends it.
 */
@Entity('sign_in')
export class SignInEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column({ name: 'user_id', type: 'integer' })
  userId: number;

  /** SHA-256 of the current token. */
  @Column({ name: 'token_hash', type: 'bytea' })
  tokenHash: Buffer;

  /** SHA-256 of the previous token. */
  @Column({ name: 'previous_token_hash', type: 'bytea', nullable: true })
  previousTokenHash: Buffer | null;

  /** The current token, encrypted with the previous one: two tabs that refresh concurrently both get it. */
  @Column({ name: 'successor_sealed', type: 'text', nullable: true })
  successorSealed: string | null;

  /** When the current token replaced the previous one. */
  @Column({ name: 'rotated_at', type: 'timestamptz' })
  rotatedAt: Date;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  /** The sign-in ends at this time unless it is refreshed before. */
  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt: Date;
}
