import type { AlertChannelKind } from '@ppf/contracts';
import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Whom a workshop tells that a camera is offline. */
@Entity('alert_channel')
export class AlertChannelEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  /** What its secrets are sealed for; known before the row is. */
  @Column('uuid')
  uid: string;

  @Column({ name: 'workshop_id', type: 'integer' })
  workshopId: number;

  @Column('text')
  kind: AlertChannelKind;

  /** Once in its workshop. */
  @Column('text')
  name: string;

  @Column('boolean')
  enabled: boolean;

  /** Null: all of the workshop. */
  @Column({ name: 'pit_ids', type: 'integer', array: true, nullable: true })
  pitIds: number[] | null;

  @Column({ name: 'delay_seconds', type: 'integer' })
  delaySeconds: number;

  /** webhook: where to. May hold a secret of the receiver's: for owners, and never logged. */
  @Column({ type: 'text', nullable: true })
  url: string | null;

  /** webhook: what it is signed with (`webhookSecretRow`). */
  @Column({ name: 'sealed_secret', type: 'text', nullable: true })
  sealedSecret: string | null;

  /** webhook: what it is signed with too, until `previousSecretUntil`. */
  @Column({ name: 'sealed_previous_secret', type: 'text', nullable: true })
  sealedPreviousSecret: string | null;

  @Column({ name: 'previous_secret_until', type: 'timestamptz', nullable: true })
  previousSecretUntil: Date | null;

  /** email: to whom. */
  @Column('text', { array: true })
  recipients: string[];

  /** email: by which clock times are written, an IANA name; null: UTC. */
  @Column({ name: 'time_zone', type: 'text', nullable: true })
  timeZone: string | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}

/** The row that a channel's signing secrets are sealed for. */
export function webhookSecretRow(uid: string): string {
  return `alert-channel:${uid}/secret`;
}
