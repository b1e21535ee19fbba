import type {
  IssueStreamTokenRequest,
  PitStreamName,
  StreamTokenResponse,
  ViewingEnding,
} from '@ppf/contracts';
import { ProblemError } from '../../api/problem-error';
import type { StreamsApi } from '../../api/streams-api';
import type { PrimaryTransport } from '../state/transport-attempt';
import type { SessionLeases } from './session-leases';

interface HeldSession {
  readonly token: StreamTokenResponse;
  readonly release: () => void;
}

/**
 * The viewing sessions of one player: one token per transport, with the lease renewed while it is open. The preroll
 * shares the session of WebRTC. Each token request names the session that it follows, so that the API can report why
 * that one ended.
 */
export class PitSessions {
  private readonly held: Partial<Record<PrimaryTransport, HeldSession>> = {};
  /** Transport of the newest session. */
  private newest: PrimaryTransport | undefined;
  private isStopped = false;
  /** Tokens of the second stream: a renewal must name the stream of its token. */
  private readonly subTokens = new WeakSet<StreamTokenResponse>();

  /** @param selectStream the stream of a new session */
  constructor(
    private readonly pitId: number,
    private readonly streams: StreamsApi,
    private readonly leases: SessionLeases,
    private readonly onEnded: (ending: ViewingEnding) => void,
    private readonly selectStream: () => PitStreamName = () => 'main',
  ) {}

  /** Requests a token for a new session, or renews `before` for its session. Rejects with the error of the API. */
  async requestToken(
    transport: PrimaryTransport,
    before?: StreamTokenResponse,
  ): Promise<StreamTokenResponse> {
    // The session of the other transport counts too: both belong to one viewer.
    const last = (this.held[transport] ?? this.held[transport === 'hls' ? 'webrtc' : 'hls'])?.token;
    const isSub = before ? this.subTokens.has(before) : this.selectStream() === 'sub';
    const request: Omit<IssueStreamTokenRequest, 'pit_id'> = {
      ...(isSub && { stream: 'sub' }),
      ...(before ? { renews: before.token } : last && { follows: last.token }),
    };
    try {
      const token = await this.streams.issueToken(this.pitId, request);
      if (isSub) this.subTokens.add(token);
      this.adopt(transport, token);
      return token;
    } catch (error) {
      const ending = error instanceof ProblemError ? error.ending : undefined;
      if (ending && !before && this.isSelfReplaced(transport, ending)) {
        delete this.held[transport];
        return this.requestToken(transport);
      }
      if (ending && !this.isStopped) this.onEnded(ending);
      throw error;
    }
  }

  /** Holds a session, for example one that started before the player. */
  adopt(transport: PrimaryTransport, token: StreamTokenResponse): void {
    if (this.isStopped) return;
    this.held[transport]?.release();
    const release = this.leases.hold(token, (ending) => this.handleEnding(transport, ending));
    this.held[transport] = { token, release };
    this.newest = transport;
  }

  /** Remembers the token of a session that ended before the player existed. The next session follows it. */
  follow(transport: PrimaryTransport, token: StreamTokenResponse): void {
    if (!this.isStopped) this.held[transport] ??= { token, release: () => undefined };
  }

  /** Stops renewing the session of a closed transport. The next session still follows it. */
  close(transport: PrimaryTransport): void {
    this.held[transport]?.release();
  }

  /** Forgets all sessions, so that the next one follows none. */
  reset(): void {
    for (const transport of ['webrtc', 'hls'] as const) {
      this.close(transport);
      delete this.held[transport];
    }
  }

  /** Stops permanently. */
  stop(): void {
    this.isStopped = true;
    this.reset();
  }

  private handleEnding(transport: PrimaryTransport, ending: ViewingEnding): void {
    // A computer that slept past its lease reconnects without a message.
    if (ending.cause === 'lease-ended' || ending.cause === 'time-limit') return;
    if (this.isSelfReplaced(transport, ending)) delete this.held[transport];
    else this.onEnded(ending);
  }

  /** At a viewer limit, the session of this player's other transport replaces this one. That is not an ending. */
  private isSelfReplaced(transport: PrimaryTransport, { cause }: ViewingEnding): boolean {
    return cause === 'replaced' && this.newest !== transport && this.held[transport] !== undefined;
  }
}
