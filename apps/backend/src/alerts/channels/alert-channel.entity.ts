import type { AlertChannelKind } from '@ppf/contracts';
import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** An alert channel of a workshop: a webhook, or a list of email recipients. */
@Entity('alert_channel')
export class AlertChannelEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  /** The identity that the channel's secrets are sealed for. Generated before the row is inserted. */
  @Column('uuid')
  uid: string;

  @Column({ name: 'workshop_id', type: 'integer' })
  workshopId: number;

  @Column('text')
  kind: AlertChannelKind;

  /** Unique within the workshop. */
  @Column('text')
  name: string;

  @Column('boolean')
  enabled: boolean;

  /** Pits that the channel covers; null: all pits of the workshop. */
  @Column({ name: 'pit_ids', type: 'integer', array: true, nullable: true })
  pitIds: number[] | null;

  @Column({ name: 'delay_seconds', type: 'integer' })
  delaySeconds: number;

  /** webhook: the receiver's URL. It may contain a secret of the receiver: shown to owners only, never logged. */
  @Column({ type: 'text', nullable: true })
  url: string | null;

  /** webhook: the signing secret, sealed for `webhookSecretRow`. */
  @Column({ name: 'sealed_secret', type: 'text', nullable: true })
  sealedSecret: string | null;

  /** webhook: the previous signing secret, also used until `previousSecretUntil`. */
  @Column({ name: 'sealed_previous_secret', type: 'text', nullable: true })
  sealedPreviousSecret: string | null;

  @Column({ name: 'previous_secret_until', type: 'timestamptz', nullable: true })
  previousSecretUntil: Date | null;

  /** email: the recipients. */
  @Column('text', { array: true })
  recipients: string[];

  /** email: IANA time zone of the clock times in the message; null: UTC. */
  @Column({ name: 'time_zone', type: 'text', nullable: true })
  timeZone: string | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}
