import type { IssueStreamTokenRequest, StreamTokenResponse, ViewingEnding } from '@ppf/contracts';
import { ProblemError } from '../../api/problem-error';
import type { StreamsApi } from '../../api/streams-api';
import type { ViewingLeases } from './viewing-leases';

/** The ways that have sessions of their own; the bridge shares WebRTC's. */
type Carrier = 'webrtc' | 'hls';

interface Kept {
  readonly token: StreamTokenResponse;
  readonly release: () => void;
}

/**
 * The viewing sessions of one player: a token for each, its lease renewed while it is open. Each token says which one it
 * follows, so that the API can tell that and why that one was ended.
 */
export class PitSessions {
  private readonly kept: Partial<Record<Carrier, Kept>> = {};
  /** The way whose session was begun last. */
  private newest: Carrier | undefined;
  private over = false;

  constructor(
    private readonly pitId: number,
    private readonly streams: StreamsApi,
    private readonly leases: ViewingLeases,
    private readonly ended: (ending: ViewingEnding) => void,
  ) {}

  /** A token for a new session, or with `before` for the one that it opened. Throws what the API throws. */
  async askToken(carrier: Carrier, before?: StreamTokenResponse): Promise<StreamTokenResponse> {
    // Of another transport too: all of them are one viewer.
    const last = (this.kept[carrier] ?? this.kept[carrier === 'hls' ? 'webrtc' : 'hls'])?.token;
    const request: Omit<IssueStreamTokenRequest, 'pit_id'> = before
      ? { renews: before.token }
      : last
        ? { follows: last.token }
        : {};
    try {
      const token = await this.streams.issueToken(this.pitId, request);
      this.keep(carrier, token);
      return token;
    } catch (error) {
      const ending = error instanceof ProblemError ? error.ending : undefined;
      if (ending && !before && this.isOurDoing(carrier, ending)) {
        delete this.kept[carrier];
        return this.askToken(carrier);
      }
      if (ending && !this.over) this.ended(ending);
      throw error;
    }
  }

  /** Takes a session that was begun before the player. */
  keep(carrier: Carrier, token: StreamTokenResponse): void {
    if (this.over) return;
    this.kept[carrier]?.release();
    const release = this.leases.hold(token, (ending) => this.onEnded(carrier, ending));
    this.kept[carrier] = { token, release };
    this.newest = carrier;
  }

  /** Takes the token of a session that was begun before the player and is over: what comes now follows it. */
  follow(carrier: Carrier, token: StreamTokenResponse): void {
    if (!this.over) this.kept[carrier] ??= { token, release: () => undefined };
  }

  /** A way was closed: its session need not be renewed. What follows it still says so. */
  close(carrier: Carrier): void {
    this.kept[carrier]?.release();
  }

  /** Somebody wants to watch again: what comes now follows nothing. */
  forget(): void {
    for (const carrier of ['webrtc', 'hls'] as const) {
      this.close(carrier);
      delete this.kept[carrier];
    }
  }

  /** The pit is left. */
  leave(): void {
    this.over = true;
    this.forget();
  }

  private onEnded(carrier: Carrier, ending: ViewingEnding): void {
    // A computer that slept through its lease goes on by itself.
    if (ending.cause === 'lease-ended' || ending.cause === 'time-limit') return;
    if (this.isOurDoing(carrier, ending)) delete this.kept[carrier];
    else this.ended(ending);
  }

  /** Where a limit is reached, the session of this player's other way took the place of this one: nobody ended it. */
  private isOurDoing(carrier: Carrier, { cause }: ViewingEnding): boolean {
    return cause === 'replaced' && this.newest !== carrier && this.kept[carrier] !== undefined;
  }
}
