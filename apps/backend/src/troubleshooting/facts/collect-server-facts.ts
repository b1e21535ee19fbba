import { Injectable } from '@nestjs/common';
import { pathOf } from '@ppf/mediamtx';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { MediaServers } from '../../media-servers';
import type { PitEntity } from '../../pits';
import { ProbeAsViewer } from './probe-as-viewer';
import { probeMediaServer } from './probe-media-server';
import { withTimeout } from './with-timeout';
import type { PitFacts } from './pit-facts';

/** Everything of the media server's is known by then, or given up. */
const WITHIN_MS = 7500;

/** What is known of the media server that carries a pit. */
export type CollectedServerFacts = Pick<PitFacts, 'server' | 'whep' | 'addresses' | 'path' | 'auth'>;

/**
 * Asks the media server of a pit what it is, and where browsers ask, as they do. The questions go out at once; they
 * make MediaMTX ask the hook, which is what shows that it does.
 */
@Injectable()
export class CollectServerFacts {
  constructor(
    private readonly servers: MediaServers,
    private readonly asViewer: ProbeAsViewer,
    private readonly config: MediamtxConfig,
  ) {}

  /**
   * @param userId Who wants to watch.
   * @throws DomainError not-ready before the media servers are known.
   */
  async collect({ workshopId, number }: PitEntity, userId: number, at: Date): Promise<CollectedServerFacts> {
    const { auth, hookSecret } = this.config;
    const { api } = this.servers.of(workshopId);
    const path = pathOf(workshopId, number);
    const hookCredential = { user: 'mediamtx', password: hookSecret };
    const [server, seen] = await Promise.all([
      withTimeout(probeMediaServer(api, { path, auth, hookCredential }), WITHIN_MS, null),
      this.asViewer.probe({ workshopId, path }, userId, at),
    ]);
    return { path, auth, server, ...seen };
  }
}
