import { Injectable } from '@nestjs/common';
import { pathOf } from '@ppf/mediamtx';
import { HttpConfig } from '../../config/http.config';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { MediaServers } from '../../media';
import type { PitEntity } from '../../pits';
import { PlacementIndex } from '../../placement';
import { DomainError } from '../../platform/problems/domain-error';
import { StreamTokens } from '../../streams';
import { askMediaServer } from './ask-media-server';
import { askWhep } from './ask-whep';
import { inTime } from './in-time';
import type { PitFacts } from './pit-facts';
import { placeOf } from './place-of';

/** Everything of the media server's is known by then, or given up. */
const WITHIN_MS = 7500;
/** A refusal is answered up to 4 s late (MediaMTX contract §1.7). */
const REQUEST_MS = 6000;
const TOKEN_SECONDS = 30;

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
    private readonly placements: PlacementIndex,
    private readonly tokens: StreamTokens,
    private readonly config: MediamtxConfig,
    private readonly http: HttpConfig,
  ) {}

  /** @throws DomainError not-ready before the media servers are known. */
  async ask({ workshopId, number }: PitEntity, at: Date): Promise<ServerSide> {
    const row = this.placements.serverOf(workshopId);
    if (!row) throw new DomainError('not-ready', { retryAfterSeconds: 1 });
    const { auth, hookSecret } = this.config;
    const path = pathOf(workshopId, number);
    const { token, claims } = this.tokens.sign({ sub: 'diagnosis', path, act: 'read' }, TOKEN_SECONDS, at);
    const [server, whep] = await Promise.all([
      inTime(
        askMediaServer(this.servers.of(workshopId).api, {
          path,
          auth,
          hookCredential: { user: 'mediamtx', password: hookSecret },
        }),
        WITHIN_MS,
        null,
      ),
      inTime(
        askWhep({
          url: `${row.webrtcUrl}/${path}/whep`,
          authorization: `Bearer ${claims.jti}:${token}`,
          pageOrigin: new URL(this.http.publicUrl).origin,
          timeoutMs: REQUEST_MS,
        }),
        WITHIN_MS,
        null,
      ),
    ]);
    return { path, auth, server, whep, place: placeOf(this.http.publicUrl, row.webrtcUrl) };
  }
}
