import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MediamtxConfig } from '../../../config/mediamtx.config';
import { RowFaults } from '../../../platform/observability/row-faults';
import { type DesiredPath } from './desired-path';
import { edgeCredential } from '../../../platform/crypto/edge-credential';
import { edgePaths, type EdgeStream } from './edge-paths';

const ORIGIN = `
  SELECT origin.id, origin.rtsp_url AS "rtspUrl" FROM media_server edge
  JOIN media_server origin ON origin.id = edge.edge_of_id WHERE edge.id = $1`;
const STREAMS = `
  SELECT w.id AS "workshopId", p.number, c.sub FROM camera c
  JOIN pit p ON p.id = c.pit_id JOIN workshop w ON w.id = p.workshop_id
  WHERE w.media_server_id = $1 AND NOT c.paused ORDER BY c.id`;

/** Reads the desired paths of an edge: all paths of its origin that viewers may read. Decrypts no camera password. */
@Injectable()
export class ReadEdgePaths {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: MediamtxConfig,
    private readonly faults: RowFaults,
  ) {}

  /** Desired paths; null: the media server is not an edge. */
  async read(mediaServerId: number): Promise<readonly DesiredPath[] | null> {
    const [origin] = await this.dataSource.query<{ id: number; rtspUrl: string }[]>(ORIGIN, [mediaServerId]);
    if (!origin) return null;
    const streams = await this.dataSource.query<EdgeStream[]>(STREAMS, [origin.id]);
    const credential = edgeCredential(this.config.hookSecret, mediaServerId);
    // An invalid address of the origin counts as a fault of the edge, which has no paths then.
    return (
      this.faults.isolate('edge-paths', `media server ${mediaServerId}`, () =>
        edgePaths(streams, origin.rtspUrl, credential),
      ) ?? []
    );
  }
}
