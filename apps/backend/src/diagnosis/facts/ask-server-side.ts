import { Injectable } from '@nestjs/common';
import { pathOf } from '@ppf/mediamtx';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { MediaServers } from '../../media';
import type { PitEntity } from '../../pits';
import { AskAsViewer } from './ask-as-viewer';
import { askMediaServer } from './ask-media-server';
import { inTime } from './in-time';
import type { PitFacts } from './pit-facts';

/** Everything of the media server's is known by then, or given up. */
const WITHIN_MS = 7500;

/** What is known of the media server that carries a pit. */
export type ServerSide = Pick<PitFacts, 'server' | 'whep' | 'place' | 'path' | 'auth'>;

/**
 * Asks the media server of a pit what it is, and where browsers ask, as they do. The questions go out at once; they
 * make MediaMTX ask the hook, which is what shows that it does.
 */
@Injectable()
export class AskServerSide {
  constructor(
    private readonly servers: MediaServers,
    private readonly asViewer: AskAsViewer,
    private readonly config: MediamtxConfig,
  ) {}

  /**
   * @param userId Who wants to watch.
   * @throws DomainError not-ready before the media servers are known.
   */
  async ask({ workshopId, number }: PitEntity, userId: number, at: Date): Promise<ServerSide> {
    const { auth, hookSecret } = this.config;
    const { api } = this.servers.of(workshopId);
    const path = pathOf(workshopId, number);
    const hookCredential = { user: 'mediamtx', password: hookSecret };
    const [server, seen] = await Promise.all([
      inTime(askMediaServer(api, { path, auth, hookCredential }), WITHIN_MS, null),
      this.asViewer.ask({ workshopId, path }, userId, at),
    ]);
    return { path, auth, server, ...seen };
  }
}
