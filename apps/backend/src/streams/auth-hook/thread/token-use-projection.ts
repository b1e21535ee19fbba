import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { StreamsConfig } from '../../../config/streams.config';
import { FollowRows } from '../../../platform/database/follow-rows';
import { NotifyListener } from '../../../platform/database/notify-listener';
import { SessionNotifier } from '../../sessions/recording/session-notifier';
import { SessionRecorder } from '../../sessions/recording/session-recorder';
import { type TokenUseCopy } from '../worker/hook-messages';
import { HookThread } from './hook-thread';

interface UseRow {
  readonly jti: string;
  readonly protocol: string;
  readonly address: string;
  readonly media_ids: string[];
  /** Seconds since 1970. */
  readonly issued_at: number;
}

/** Newest viewing sessions that are read at a start: five minutes of 60 new viewers per second. */
const MAX_ROWS = 20_000;
/** Token uses of one message. */
const PAGE_SIZE = 500;

/**
 * Sends the hook's thread the tokens that opened a viewing session at another replica, or before the thread was started,
 * so that a token opens one session, whichever replica decides. They arrive about 300 ms after the other replica admitted
 * the viewer (it writes every 250 ms).
 */
@Injectable()
export class TokenUseProjection implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly rows: FollowRows<'viewing_sessions'>;

  constructor(
    private readonly thread: HookThread,
    private readonly recorder: SessionRecorder,
    private readonly dataSource: DataSource,
    private readonly config: StreamsConfig,
    notifier: SessionNotifier,
    notifications: NotifyListener,
  ) {
    this.rows = new FollowRows(notifications, {
      name: 'uses of stream tokens',
      channel: 'viewing_sessions',
      readAll: () => this.readAll(),
      readChanged: async (payloads) => {
        const ids = payloads.flatMap((payload) => notifier.idsOf(payload));
        if (ids.length > 0) this.send(await this.read('id = ANY($2)', ids));
      },
    });
  }

  /** Nest's start. */
  onApplicationBootstrap(): Promise<void> {
    return this.rows.start();
  }

  /** Nest's shutdown. */
  onModuleDestroy(): Promise<void> {
    return this.rows.stop();
  }

  /** Reads and sends all of them again: the thread has been restarted. */
  reload(): void {
    this.rows.readAgain();
  }

  private async readAll(): Promise<void> {
    // Collected before the query: sessions that wait to be written may be written during it.
    const { tokenTtlSeconds } = this.config;
    const unwritten = this.recorder.unwritten.map(({ jti, protocol, address, sessionId, iat }) => ({
      jti,
      exp: iat + tokenTtlSeconds,
      use: { protocols: [protocol], address, ids: sessionId === null ? [] : [sessionId] },
    }));
    this.send(await this.read(`id > (SELECT coalesce(max(id), 0) FROM viewing_session) - $2`, MAX_ROWS));
    this.send(unwritten);
    this.thread.send({ kind: 'loaded', part: 'uses' });
  }

  private send(uses: readonly TokenUseCopy[]): void {
    for (let from = 0; from < uses.length; from += PAGE_SIZE)
      this.thread.send({ kind: 'uses', uses: uses.slice(from, from + PAGE_SIZE) });
  }

  /** Reads ended sessions too: their token must not open another session. */
  private async read(condition: string, value: unknown): Promise<TokenUseCopy[]> {
    const { tokenTtlSeconds } = this.config;
    const rows = await this.dataSource.query<UseRow[]>(
      `SELECT jti, protocol, address, media_ids, extract(epoch FROM issued_at)::float8 AS issued_at FROM viewing_session
       WHERE viewer_kind <> 'unknown' AND issued_at > now() - $1 * interval '1 second' AND ${condition}`,
      [tokenTtlSeconds, value],
    );
    return rows.map(({ jti, protocol, address, media_ids: ids, issued_at: iat }) => ({
      jti,
      exp: Math.ceil(iat) + tokenTtlSeconds,
      use: { protocols: [protocol], address, ids },
    }));
  }
}
