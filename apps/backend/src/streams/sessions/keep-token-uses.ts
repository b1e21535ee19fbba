import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { StreamsConfig } from '../../config/streams.config';
import { ListenNotify } from '../../platform/database/listen-notify';
import { FollowRows } from '../../platform/database/follow-rows';
import { type TokenUseCopy } from '../hook/hook-messages';
import { HookThread } from '../hook-thread/hook-thread';
import { RecordViewings } from './record-viewings';
import { TellViewings, VIEWINGS_CHANNEL } from './tell-viewings';

interface UseRow {
  readonly jti: string;
  readonly protocol: string;
  readonly address: string;
  readonly media_ids: string[];
  /** Seconds since the epoch. */
  readonly issued_at: number;
}

/** Newest sessions that are looked through at a start: five minutes of 60 new viewers a second. */
const MOST_ROWS = 20_000;
/** Uses of one message. */
const PAGE = 500;

/**
 * Sends the hook's thread which tokens opened a session at another replica, or here before the thread was started: one
 * token opens one session, whoever is asked. Known some 300 ms after the other replica let it in (it writes each 250 ms).
 */
@Injectable()
export class KeepTokenUses implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly rows: FollowRows;

  constructor(
    private readonly thread: HookThread,
    private readonly record: RecordViewings,
    private readonly dataSource: DataSource,
    private readonly config: StreamsConfig,
    tell: TellViewings,
    notifications: ListenNotify,
  ) {
    this.rows = new FollowRows(notifications, {
      name: 'uses of stream tokens',
      channel: VIEWINGS_CHANNEL,
      readAll: () => this.readAll(),
      readChanged: async (payloads) => {
        const ids = payloads.flatMap((payload) => tell.idsOf(payload));
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

  /** Sends all of them once more: the thread has been started again. */
  readAgain(): void {
    this.rows.readAgain();
  }

  private async readAll(): Promise<void> {
    // Taken first: what waits to be written may be written while this reads.
    const { tokenTtlSeconds } = this.config;
    const unwritten = this.record.unwritten.map(({ jti, protocol, address, sessionId, iat }) => ({
      jti,
      exp: iat + tokenTtlSeconds,
      use: { protocols: [protocol], address, ids: sessionId === null ? [] : [sessionId] },
    }));
    this.send(await this.read(`id > (SELECT coalesce(max(id), 0) FROM viewing_session) - $2`, MOST_ROWS));
    this.send(unwritten);
    this.thread.send({ kind: 'loaded', part: 'uses' });
  }

  private send(uses: readonly TokenUseCopy[]): void {
    for (let from = 0; from < uses.length; from += PAGE)
      this.thread.send({ kind: 'uses', uses: uses.slice(from, from + PAGE) });
  }

  /** Ended ones too: their token must open no other session. */
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
