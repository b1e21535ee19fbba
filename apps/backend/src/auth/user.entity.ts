import type { Role } from '@ppf/contracts';
import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A user account. */
@Entity('app_user')
export class UserEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  /** In lower case. Unique within a workshop, and among operators. */
  @Column('text')
  email: string;

  @Column({ name: 'display_name', type: 'text' })
  displayName: string;

  /** argon2id, in the PHC string format. */
  @Column({ name: 'password_hash', type: 'text' })
  passwordHash: string;

  @Column('text')
  role: Role;

  /** Null exactly for `operator`. */
  @Column({ name: 'workshop_id', type: 'integer', nullable: true })
  workshopId: number | null;

  /** Pits that staff or observers are limited to; null: all pits of the workshop. */
  @Column({ name: 'pit_ids', type: 'integer', array: true, nullable: true })
  pitIds: number[] | null;

  /**
   * Number of changes of password, role, workshop, pits and `disabledAt`, from 1, incremented by the database. Access tokens of
   * an earlier generation are refused.
   */
  @Column({ name: 'credential_generation', type: 'integer', default: 1 })
  credentialGeneration: number;

  /** When the account was disabled: the user cannot sign in and has no access. Null: it is enabled. */
  @Column({ name: 'disabled_at', type: 'timestamptz', nullable: true })
  disabledAt: Date | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}
