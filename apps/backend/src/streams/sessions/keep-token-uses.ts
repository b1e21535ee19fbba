import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { StreamsConfig } from '../../config/streams.config';
import { ListenNotify } from '../../platform/database/listen-notify';
import { StreamTokenUses } from '../tokens/stream-token-uses';
import { FollowRows } from '../../platform/database/follow-rows';
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

/**
 * Notes which tokens opened a session at another replica, or at this one before it was started again: one token opens
 * one session, whoever is asked. Known some 300 ms after the other replica let it in (it writes each 250 ms).
 */
@Injectable()
export class KeepTokenUses implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly rows: FollowRows;

  constructor(
    private readonly uses: StreamTokenUses,
    private readonly dataSource: DataSource,
    private readonly config: StreamsConfig,
    tell: TellViewings,
    notifications: ListenNotify,
  ) {
    this.rows = new FollowRows(notifications, {
      name: 'uses of stream tokens',
      channel: VIEWINGS_CHANNEL,
      readAll: () => this.read(`id > (SELECT coalesce(max(id), 0) FROM viewing_session) - $2`, MOST_ROWS),
      readChanged: (payloads) => {
        const ids = payloads.flatMap((payload) => tell.idsOf(payload));
        return ids.length > 0 ? this.read('id = ANY($2)', ids) : Promise.resolve();
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

  /** Ended ones too: their token must open no other session. */
  private async read(condition: string, value: unknown): Promise<void> {
    const { tokenTtlSeconds } = this.config;
    const rows = await this.dataSource.query<UseRow[]>(
      `SELECT jti, protocol, address, media_ids, extract(epoch FROM issued_at)::float8 AS issued_at FROM viewing_session
       WHERE viewer_kind <> 'unknown' AND issued_at > now() - $1 * interval '1 second' AND ${condition}`,
      [tokenTtlSeconds, value],
    );
    for (const { jti, protocol, address, media_ids: ids, issued_at: iat } of rows) {
      // What was seen here is more exact.
      if (this.uses.of(jti) || this.uses.isFull) continue;
      this.uses.remember(jti, Math.ceil(iat) + tokenTtlSeconds, { protocols: [protocol], address, ids });
    }
  }
}
