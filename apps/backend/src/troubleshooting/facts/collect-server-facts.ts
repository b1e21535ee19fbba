import { Injectable } from '@nestjs/common';
import { pathOf } from '@ppf/mediamtx';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { MediaServers } from '../../media-servers';
import type { PitEntity } from '../../pits';
import { ProbeAsViewer } from './probe-as-viewer';
import { probeMediaServer } from './probe-media-server';
import { withDeadline } from '../../platform/scheduling/with-deadline';
import type { PitFacts } from './pit-facts';

/** Timeout of the media server's probe. */
const PROBE_TIMEOUT_MS = 7500;

/** The facts about the media server of a pit. */
export type CollectedServerFacts = Pick<PitFacts, 'server' | 'whep' | 'addresses' | 'path' | 'auth'>;

/**
 * Probes the media server of a pit: its control API, and WHEP as a browser does. The probes run in parallel. The WHEP
 * probe makes MediaMTX call the auth hook, which shows whether the hook works.
 */
@Injectable()
export class CollectServerFacts {
  constructor(
    private readonly servers: MediaServers,
    private readonly asViewer: ProbeAsViewer,
    private readonly config: MediamtxConfig,
  ) {}

  /**
   * @param userId The viewer.
   * @throws DomainError not-ready before the media servers are known.
   */
  async collect({ workshopId, number }: PitEntity, userId: number, at: Date): Promise<CollectedServerFacts> {
    const { auth, hookSecret } = this.config;
    const { api } = this.servers.of(workshopId);
    const path = pathOf(workshopId, number);
    const hookCredential = { user: 'mediamtx', password: hookSecret };
    const [server, viewerFacts] = await Promise.all([
      withDeadline(probeMediaServer(api, { path, auth, hookCredential }), PROBE_TIMEOUT_MS, () => null),
      this.asViewer.probe({ workshopId, path }, userId, at),
    ]);
    return { path, auth, server, ...viewerFacts };
  }
}
