import type {
  CameraFeed,
  CameraKind,
  CameraNotAppliedCode,
  CameraTransport,
  PauseReason,
} from '@ppf/contracts';
import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** The camera of a pit. A pit has at most one. */
@Entity('camera')
export class CameraEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @Column({ name: 'pit_id', type: 'integer' })
  pitId: number;

  @Column('text')
  kind: CameraKind;

  /** Neither pulled nor allowed to publish until it is resumed. */
  @Column({ type: 'boolean', default: false })
  paused: boolean;

  /** Reason why this service paused it. Null: a user paused it, or it is not paused. */
  @Column({ name: 'pause_reason', type: 'text', nullable: true })
  pauseReason: PauseReason | null;

  /** pull: protocol of the source. Null for push. */
  @Column({ type: 'text', nullable: true })
  feed: CameraFeed | null;

  /** pull: over TLS (`rtsps`, `https`). */
  @Column({ type: 'boolean', default: false })
  tls: boolean;

  /** pull over `rtsps`: SHA-256 of the required certificate, lower-case hex. */
  @Column({ name: 'tls_fingerprint', type: 'text', nullable: true })
  tlsFingerprint: string | null;

  /** pull: host name or address, IPv6 without brackets. */
  @Column({ type: 'text', nullable: true })
  host: string | null;

  /** pull: 1 to 65535. */
  @Column({ type: 'integer', nullable: true })
  port: number | null;

  /** pull: path and query of the URL. */
  @Column({ type: 'text', nullable: true })
  path: string | null;

  /** pull: path of the second stream. Null: none. */
  @Column({ name: 'sub_path', type: 'text', nullable: true })
  subPath: string | null;

  /** Whether there is a second stream. */
  @Column({ type: 'boolean', default: false })
  sub: boolean;

  /** pull: user name at the camera, decoded. */
  @Column({ type: 'text', nullable: true })
  username: string | null;

  /** pull: sealed for this pit (`cameraPasswordRow`). */
  @Column({ name: 'sealed_password', type: 'text', nullable: true })
  sealedPassword: string | null;

  /** pull: null for push. */
  @Column({ type: 'text', nullable: true })
  transport: CameraTransport | null;

  /** Pulled or re-encoded on demand, only while there are viewers. */
  @Column({ name: 'on_demand', type: 'boolean', default: false })
  onDemand: boolean;

  /** Whether the media server re-encodes the main stream to H.264. */
  @Column({ type: 'boolean', default: false })
  transcode: boolean;

  /** push: address ranges that may publish without the key. */
  @Column({ name: 'allow_list', type: 'text', array: true, default: () => "'{}'" })
  allowList: string[];

  /** push: SHA-256 of the publish key, which has 192 random bits: no salt or slow hash is needed. */
  @Column({ name: 'publish_key_hash', type: 'bytea', nullable: true })
  publishKeyHash: Buffer | null;

  /** push: when the key or the allow-list was last replaced, set by a trigger. Null: publishing was not possible before. */
  @Column({ name: 'publishing_since', type: 'timestamptz', nullable: true, insert: false, update: false })
  publishingSince: Date | null;

  /** push: time when its publish address changed, set by triggers. Null: it has published there since. */
  @Column({ name: 'address_changed_at', type: 'timestamptz', nullable: true, insert: false, update: false })
  addressChangedAt: Date | null;

  /** push, JWT mode: public key that verifies the publish key. Valid only together with `publishKeyHash`. */
  @Column({ name: 'publish_public_key', type: 'bytea', nullable: true })
  publishPublicKey: Buffer | null;

  /** pull: reason why the media server does not pull it as it is set up, recorded by the leader. Null: it does. */
  @Column({ name: 'not_applied', type: 'text', nullable: true })
  notApplied: CameraNotAppliedCode | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}
