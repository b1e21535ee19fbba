import type {
  CameraFeed,
  CameraKind,
  CameraNotAppliedCode,
  CameraTransport,
  PauseReason,
} from '@ppf/contracts';
import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** How a pit gets video. One a pit. */
@Entity('camera')
export class CameraEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @Column({ name: 'pit_id', type: 'integer' })
  pitId: number;

  @Column('text')
  kind: CameraKind;

  /** Neither fetched nor let in, until somebody resumes it. */
  @Column({ type: 'boolean', default: false })
  paused: boolean;

  /** Why this service paused it; null: a user did, or it is not paused. */
  @Column({ name: 'pause_reason', type: 'text', nullable: true })
  pauseReason: PauseReason | null;

  /** pull: by what it is fetched; null for push. */
  @Column({ type: 'text', nullable: true })
  feed: CameraFeed | null;

  /** pull: over TLS (`rtsps`, `https`). */
  @Column({ type: 'boolean', default: false })
  tls: boolean;

  /** pull over `rtsps`: SHA-256 of the certificate that it must have, lower-case hex. */
  @Column({ name: 'tls_fingerprint', type: 'text', nullable: true })
  tlsFingerprint: string | null;

  /** pull: host name or address, IPv6 without brackets. */
  @Column({ type: 'text', nullable: true })
  host: string | null;

  /** pull: 1 to 65535. */
  @Column({ type: 'integer', nullable: true })
  port: number | null;

  /** pull: what follows the port, query included. */
  @Column({ type: 'text', nullable: true })
  path: string | null;

  /** pull: as `path`, of the second stream; null: none. */
  @Column({ name: 'sub_path', type: 'text', nullable: true })
  subPath: string | null;

  /** Whether there is a second stream. */
  @Column({ type: 'boolean', default: false })
  sub: boolean;

  /** pull: at the camera, decoded. */
  @Column({ type: 'text', nullable: true })
  username: string | null;

  /** pull: sealed for this pit (`cameraPasswordRow`). */
  @Column({ name: 'sealed_password', type: 'text', nullable: true })
  sealedPassword: string | null;

  /** pull: null for push. */
  @Column({ type: 'text', nullable: true })
  transport: CameraTransport | null;

  /** Fetched, or re-encoded, only while somebody watches. */
  @Column({ name: 'on_demand', type: 'boolean', default: false })
  onDemand: boolean;

  /** The main stream is re-encoded to H.264 at the media server. */
  @Column({ type: 'boolean', default: false })
  transcode: boolean;

  /** push: ranges of addresses that publish without the key. Empty: none. */
  @Column({ name: 'allow_list', type: 'text', array: true, default: () => "'{}'" })
  allowList: string[];

  /** push: SHA-256 of the publish key, which has 192 random bits: no salt or slow hash is needed. */
  @Column({ name: 'publish_key_hash', type: 'bytea', nullable: true })
  publishKeyHash: Buffer | null;

  /** push: when the key or the allow-list was last replaced, as a trigger notes it; null: nobody could publish before. */
  @Column({ name: 'publishing_since', type: 'timestamptz', nullable: true, insert: false, update: false })
  publishingSince: Date | null;

  /** push: when the address that it publishes to changed, as triggers note it; null: it has published there since. */
  @Column({ name: 'address_changed_at', type: 'timestamptz', nullable: true, insert: false, update: false })
  addressChangedAt: Date | null;

  /** push, JWT mode: what MediaMTX checks the publish key by; good only together with `publishKeyHash`. */
  @Column({ name: 'publish_public_key', type: 'bytea', nullable: true })
  publishPublicKey: Buffer | null;

  /** pull: why the media server does not pull it as it is set up, as the leader found last; null: it does. */
  @Column({ name: 'not_applied', type: 'text', nullable: true })
  notApplied: CameraNotAppliedCode | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}
