import type { MediaServerState } from '@ppf/contracts';
import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A MediaMTX node that workshops are placed on. URLs without credentials and without a slash at their end. */
@Entity('media_server')
export class MediaServerEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  /** What operators call it; unique. */
  @Column('text')
  name: string;

  /** A draining one gets no new workshops. One at least is in use. */
  @Column({ type: 'text', default: 'in-use' })
  state: MediaServerState;

  /** The one that the settings name: its URLs are theirs, and it cannot be removed. */
  @Column({ name: 'is_configured', type: 'boolean', default: false })
  isConfigured: boolean;

  /** How we reach its control API; unique. */
  @Column({ name: 'api_url', type: 'text' })
  apiUrl: string;

  /** How browsers reach WebRTC signalling. */
  @Column({ name: 'webrtc_url', type: 'text' })
  webrtcUrl: string;

  /** How browsers reach HLS. */
  @Column({ name: 'hls_url', type: 'text' })
  hlsUrl: string;

  /** How players and cameras reach RTSP. */
  @Column({ name: 'rtsp_url', type: 'text' })
  rtspUrl: string;

  /** The media server that it fetches everything from, for viewers; no workshop is placed on it. Null: it is no edge. */
  @Column({ name: 'edge_of_id', type: 'integer', nullable: true })
  edgeOfId: number | null;

  /** Of an edge: the address that its requests come from, as its origin sees it. */
  @Column({ name: 'pulls_from', type: 'text', nullable: true })
  pullsFrom: string | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}
