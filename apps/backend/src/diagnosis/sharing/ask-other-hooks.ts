import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { notify } from '../../platform/database/notify';
import { type NotifyPayload } from '../../platform/database/notify-channels';
import { NotifyListener } from '../../platform/database/notify-listener';
import { RecallHook } from '../facts/recall-hook';
import { type HookMemory, newestMemory, readMemory, writeMemory } from './hook-memory';

/** The others answer from memory: a round trip through PostgreSQL is some milliseconds. */
const PATIENCE_MS = 300;

/**
 * What the hooks of all backends remember of a pit. One backend answers MediaMTX (ADR 21), and the one that is asked for
 * a diagnosis is often another: it asks the others, who tell; nothing is shared while nobody asks.
 */
@Injectable()
export class AskOtherHooks implements OnApplicationBootstrap {
  private readonly name = randomUUID();
  private readonly waiting = new Map<string, HookMemory[]>();

  constructor(
    private readonly own: RecallHook,
    private readonly dataSource: DataSource,
    private readonly notifications: NotifyListener,
  ) {}

  /** Nest's start. */
  async onApplicationBootstrap(): Promise<void> {
    await this.notifications.listen('hook_memory_requested', {
      onNotify: (request) => void this.answer(request),
    });
    await this.notifications.listen('hook_memory_reported', { onNotify: (report) => this.take(report) });
  }

  /** Without the database, only what this backend's own hook remembers. */
  async ask(path: string, publishKeyHash: Uint8Array | null): Promise<HookMemory> {
    const id = randomUUID();
    const told: HookMemory[] = [];
    this.waiting.set(id, told);
    try {
      await notify(this.dataSource, 'hook_memory_requested', {
        requestId: id,
        fromReplica: this.name,
        path,
        publishKeyHash: publishKeyHash && Buffer.from(publishKeyHash),
      });
      await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    } catch {
      // Cut off from the database, a backend still knows what itself has seen.
    } finally {
      this.waiting.delete(id);
    }
    return newestMemory([this.own.recall(path, publishKeyHash), ...told]);
  }

  private async answer(request: NotifyPayload<'hook_memory_requested'>): Promise<void> {
    const { requestId, fromReplica, path, publishKeyHash } = request;
    if (fromReplica === this.name) return;
    const memory = writeMemory(this.own.recall(path, publishKeyHash));
    // Without this answer, the backend that requested it uses those of the others.
    await notify(this.dataSource, 'hook_memory_reported', { requestId, memory }).catch(() => undefined);
  }

  private take({ requestId, memory: text }: NotifyPayload<'hook_memory_reported'>): void {
    const memory = readMemory(text);
    if (memory) this.waiting.get(requestId)?.push(memory);
  }
}
