import type { MediaServerState, PathsBy } from '@ppf/contracts';
import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Row of a media server. URLs have no credentials and no trailing slash. */
@Entity('media_server')
export class MediaServerEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  /** Name that operators gave it; unique. */
  @Column('text')
  name: string;

  /** A draining media server gets no new workshops. At least one is in use. */
  @Column({ type: 'text', default: 'in-use' })
  state: MediaServerState;

  /** How its paths are set: over the control API, or by its agent in the file. */
  @Column({ name: 'paths_by', type: 'text', default: 'api' })
  pathsBy: PathsBy;

  /** Whether the settings name it: its URLs come from them, and it cannot be removed. */
  @Column({ name: 'is_configured', type: 'boolean', default: false })
  isConfigured: boolean;

  /** Base URL of its control API for the backend; unique. */
  @Column({ name: 'api_url', type: 'text' })
  apiUrl: string;

  /** Base URL of WebRTC signalling for browsers. */
  @Column({ name: 'webrtc_url', type: 'text' })
  webrtcUrl: string;

  /** Base URL of HLS for browsers. */
  @Column({ name: 'hls_url', type: 'text' })
  hlsUrl: string;

  /** Base URL of RTSP for players and cameras. */
  @Column({ name: 'rtsp_url', type: 'text' })
  rtspUrl: string;

  /** Media server that this edge pulls from. No workshop is placed on an edge. Null: it is not an edge. */
  @Column({ name: 'edge_of_id', type: 'integer', nullable: true })
  edgeOfId: number | null;

  /** Of an edge: IP address that it connects to its origin from. */
  @Column({ name: 'pulls_from', type: 'text', nullable: true })
  pullsFrom: string | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}
