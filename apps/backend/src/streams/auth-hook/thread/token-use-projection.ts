import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { StreamsConfig } from '../../../config/streams.config';
import { NotifyListener } from '../../../platform/database/notify-listener';
import { RowFaults } from '../../../platform/observability/row-faults';
import { type RowCopy, type RowLoad, RowProjection } from '../../../platform/projection/row-projection';
import { SqlRows } from '../../../platform/projection/sql-rows';
import { SessionNotifier } from '../../sessions/recording/session-notifier';
import { SessionRecorder } from '../../sessions/recording/session-recorder';
import { type TokenUseCopy } from '../worker/hook-messages';
import { HookThread } from './hook-thread';

interface UseRow {
  readonly id: number;
  readonly jti: string;
  readonly protocol: string;
  readonly address: string;
  readonly media_ids: string[];
  /** Seconds since 1970. */
  readonly issued_at: number;
}

/** Newest viewing sessions that are loaded at a start: five minutes of 60 new viewers per second. */
const MAX_LOADED_ROWS = 20_000;
/** Token uses of one message. */
const PAGE_SIZE = 500;

/**
 * Sends the hook's thread the tokens that opened a viewing session at another replica, or before the thread was started,
 * so that a token opens one session, whichever replica decides. They arrive about 300 ms after the other replica admitted
 * the viewer (it writes every 250 ms).
 */
@Injectable()
export class TokenUseProjection implements RowCopy<UseRow>, OnApplicationBootstrap, OnModuleDestroy {
  private readonly projection: RowProjection<UseRow>;
  private changed: TokenUseCopy[] = [];

  constructor(
    private readonly thread: HookThread,
    private readonly recorder: SessionRecorder,
    private readonly config: StreamsConfig,
    notifier: SessionNotifier,
    dataSource: DataSource,
    notifications: NotifyListener,
    faults: RowFaults,
  ) {
    this.projection = new RowProjection<UseRow>(
      { notifications, faults },
      {
        name: 'uses of stream tokens',
        channels: { viewing_sessions: (payload) => notifier.idsOf(payload) },
        source: new SqlRows<UseRow>(dataSource, {
          select: `SELECT id, jti, protocol, address, media_ids, extract(epoch FROM issued_at)::float8 AS issued_at
                   FROM viewing_session`,
          // Ended sessions too: their token must not open another one.
          where: `viewer_kind <> 'unknown' AND issued_at > now() - interval '${config.tokenTtlSeconds} seconds'`,
          loadWhere: `id > (SELECT coalesce(max(id), 0) FROM viewing_session) - ${MAX_LOADED_ROWS}`,
        }),
        copy: this,
        faults: { task: 'viewing-sessions', row: 'token use' },
      },
    );
  }

  /** Nest lifecycle hook: starts this component. */
  onApplicationBootstrap(): Promise<void> {
    return this.projection.start();
  }

  /** Nest lifecycle hook: stops this component. */
  onModuleDestroy(): Promise<void> {
    return this.projection.stop();
  }

  /** Loads and sends all of them again, for a thread that was restarted. The first load reaches a first thread anyway. */
  reload(): void {
    if (this.projection.isLoaded) this.projection.reload();
  }

  /** Called by the projection. */
  beginLoad(): RowLoad<UseRow> {
    const { tokenTtlSeconds } = this.config;
    // Collected before the queries: sessions that wait to be written may be written during them.
    const unwritten = this.recorder.unwritten.map(({ jti, protocol, address, sessionId, iat }) => ({
      jti,
      exp: iat + tokenTtlSeconds,
      use: { protocols: [protocol], address, ids: sessionId === null ? [] : [sessionId] },
    }));
    const loaded: TokenUseCopy[] = [];
    return {
      put: (row) => loaded.push(this.toTokenUse(row)),
      commit: () => {
        this.send([...loaded, ...unwritten]);
        this.thread.send({ kind: 'loaded', part: 'uses' });
      },
    };
  }

  /** Called by the projection. */
  put(row: UseRow): void {
    this.changed.push(this.toTokenUse(row));
  }

  /** Called by the projection. Does nothing: the hook removes the use of an expired token. */
  remove(): void {}

  /** Called by the projection. */
  applied(): void {
    this.send(this.changed);
    this.changed = [];
  }

  private send(uses: readonly TokenUseCopy[]): void {
    for (let from = 0; from < uses.length; from += PAGE_SIZE)
      this.thread.send({ kind: 'uses', uses: uses.slice(from, from + PAGE_SIZE) });
  }

  private toTokenUse({ jti, protocol, address, media_ids: ids, issued_at: iat }: UseRow): TokenUseCopy {
    return {
      jti,
      exp: Math.ceil(iat) + this.config.tokenTtlSeconds,
      use: { protocols: [protocol], address, ids },
    };
  }
}
