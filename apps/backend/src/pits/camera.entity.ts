import type { CameraKind, CameraTransport } from '@ppf/contracts';
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

  /** pull: RTSP over TLS (`rtsps`). */
  @Column({ type: 'boolean', default: false })
  tls: boolean;

  /** pull: host name or address, IPv6 without brackets. */
  @Column({ type: 'text', nullable: true })
  host: string | null;

  /** pull: 1 to 65535. */
  @Column({ type: 'integer', nullable: true })
  port: number | null;

  /** pull: what follows the port, query included. */
  @Column({ type: 'text', nullable: true })
  path: string | null;

  /** pull: at the camera, decoded. */
  @Column({ type: 'text', nullable: true })
  username: string | null;

  /** pull: sealed for this pit (`cameraPasswordRow`). */
  @Column({ name: 'sealed_password', type: 'text', nullable: true })
  sealedPassword: string | null;

  /** pull: null for push. */
  @Column({ type: 'text', nullable: true })
  transport: CameraTransport | null;

  /** pull: fetched only while somebody watches. */
  @Column({ name: 'on_demand', type: 'boolean', default: false })
  onDemand: boolean;

  /** push: SHA-256 of the publish key, which has 192 random bits: no salt or slow hash is needed. */
  @Column({ name: 'publish_key_hash', type: 'bytea', nullable: true })
  publishKeyHash: Buffer | null;

  /** push, JWT mode: what MediaMTX checks the publish key by; good only together with `publishKeyHash`. */
  @Column({ name: 'publish_public_key', type: 'bytea', nullable: true })
  publishPublicKey: Buffer | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}
