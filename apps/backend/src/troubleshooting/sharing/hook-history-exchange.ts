import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { notify } from '../../platform/database/notify';
import { type NotifyPayload } from '../../platform/database/notify-channels';
import { NotifyListener } from '../../platform/database/notify-listener';
import { delay } from '../../platform/scheduling/delay';
import {
  type HookHistory,
  mergeHookHistories,
  parseHookHistory,
  serializeHookHistory,
} from '../facts/hook-history';
import { LocalHookHistory } from '../facts/local-hook-history';

/** How long the reports of the other backends are collected. They read from memory, so a round trip takes a few ms. */
const COLLECT_TIMEOUT_MS = 300;

/**
 * Collects the auth hook history of a pit from all backends. Only one backend answers MediaMTX (ADR 21), and often
 * another one runs the diagnosis. Histories are exchanged on request only.
 */
@Injectable()
export class HookHistoryExchange implements OnApplicationBootstrap {
  private readonly replicaId = randomUUID();
  /** Received reports by request id, while `collect` waits. */
  private readonly pending = new Map<string, HookHistory[]>();

  constructor(
    private readonly local: LocalHookHistory,
    private readonly dataSource: DataSource,
    private readonly notifications: NotifyListener,
  ) {}

  /** Nest lifecycle hook: listens for requests and reports. */
  async onApplicationBootstrap(): Promise<void> {
    await this.notifications.listen('hook_memory_requested', {
      onNotify: (request) => void this.report(request),
    });
    await this.notifications.listen('hook_memory_reported', { onNotify: (report) => this.receive(report) });
  }

  /**
   * Returns the newest entries of all backends, or of this backend only if the database is unavailable.
   * @param path MediaMTX's name of the pit's stream.
   * @param publishKeyHash SHA-256 of the pit's publish key; null: it has none.
   */
  async collect(path: string, publishKeyHash: Uint8Array | null): Promise<HookHistory> {
    const requestId = randomUUID();
    const received: HookHistory[] = [];
    this.pending.set(requestId, received);
    try {
      await notify(this.dataSource, 'hook_memory_requested', {
        requestId,
        fromReplica: this.replicaId,
        path,
        publishKeyHash: publishKeyHash && Buffer.from(publishKeyHash),
      });
      await delay(COLLECT_TIMEOUT_MS);
    } catch {
      // Without the database, only the local history is available.
    } finally {
      this.pending.delete(requestId);
    }
    return mergeHookHistories([this.local.read(path, publishKeyHash), ...received]);
  }

  private async report(request: NotifyPayload<'hook_memory_requested'>): Promise<void> {
    const { requestId, fromReplica, path, publishKeyHash } = request;
    if (fromReplica === this.replicaId) return;
    const memory = serializeHookHistory(this.local.read(path, publishKeyHash));
    // Without this report, the requesting backend uses those of the others.
    await notify(this.dataSource, 'hook_memory_reported', { requestId, memory }).catch(() => undefined);
  }

  private receive({ requestId, memory }: NotifyPayload<'hook_memory_reported'>): void {
    const history = parseHookHistory(memory);
    if (history) this.pending.get(requestId)?.push(history);
  }
}
