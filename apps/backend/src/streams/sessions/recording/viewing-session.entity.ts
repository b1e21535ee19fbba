import type { ViewerKind, ViewingEndReason } from '@ppf/contracts';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One admitted reader of a media server. Has no foreign keys: the record outlives its pit and its viewer. */
@Entity('viewing_session')
export class ViewingSessionEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  /** jti of the token that opened it; for a session found only in the media server's list, its id there. */
  @Column('uuid')
  jti: string;

  @Column({ name: 'workshop_id', type: 'integer' })
  workshopId: number;

  @Column({ name: 'pit_id', type: 'integer' })
  pitId: number;

  @Column('text')
  path: string;

  @Column({ name: 'media_server_id', type: 'integer' })
  mediaServerId: number;

  @Column({ name: 'viewer_kind', type: 'text' })
  viewerKind: ViewerKind;

  @Column({ name: 'viewer_id', type: 'integer', nullable: true })
  viewerId: number | null;

  /** The viewer's name when the session began. */
  @Column({ name: 'viewer_name', type: 'text', nullable: true })
  viewerName: string | null;

  @Column('text')
  protocol: string;

  @Column('text')
  address: string;

  @Column({ name: 'user_agent', type: 'text' })
  userAgent: string;

  /** MediaMTX's connection and session ids in the hook requests, the newest last, at most eight. */
  @Column({ name: 'media_ids', type: 'text', array: true })
  mediaIds: string[];

  /** When its token was issued; a revocation of the viewer or the pit applies to tokens issued before it. */
  @Column({ name: 'issued_at', type: 'timestamptz' })
  issuedAt: Date;

  @Column({ name: 'began_at', type: 'timestamptz' })
  beganAt: Date;

  /** Last hook request or listing by the media server; up to 10 s old. */
  @Column({ name: 'seen_at', type: 'timestamptz' })
  seenAt: Date;

  @Column({ name: 'lease_until', type: 'timestamptz' })
  leaseUntil: Date;

  /** Whether its lease was ever renewed; a third-party player never renews and has a fixed time limit. */
  @Column({ name: 'is_leased', type: 'boolean' })
  isLeased: boolean;

  /** Whether the media server's list ever contained it. */
  @Column({ name: 'was_listed', type: 'boolean' })
  wasListed: boolean;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt: Date | null;

  @Column({ name: 'end_reason', type: 'text', nullable: true })
  endReason: ViewingEndReason | null;

  /** Id of the user who ended it. */
  @Column({ name: 'ended_by', type: 'integer', nullable: true })
  endedBy: number | null;

  @Column({
    name: 'bytes_sent',
    type: 'bigint',
    // 2^53 bytes are a thousand years of one camera.
    transformer: { to: (value: number) => value, from: (value: string) => Number(value) },
  })
  bytesSent: number;
}
