import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/**
 * One sign-in of one person on one device. Its refresh token is replaced at every use; all tokens that it ever had
 * begin with its id, so that an old one is recognised and ends it.
 */
@Entity('sign_in')
export class SignInEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column({ name: 'user_id', type: 'integer' })
  userId: number;

  /** SHA-256 of the token in use. */
  @Column({ name: 'token_hash', type: 'bytea' })
  tokenHash: Buffer;

  /** SHA-256 of the token before. */
  @Column({ name: 'previous_token_hash', type: 'bytea', nullable: true })
  previousTokenHash: Buffer | null;

  /** The token in use, to be opened with the token before only: two tabs that refresh at once both get it. */
  @Column({ name: 'successor_sealed', type: 'text', nullable: true })
  successorSealed: string | null;

  /** When the token in use replaced the one before. */
  @Column({ name: 'rotated_at', type: 'timestamptz' })
  rotatedAt: Date;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  /** Without a use until then, the sign-in ends. */
  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt: Date;
}
