import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { ListenNotify } from '../../platform/database/listen-notify';
import { RecallHook } from '../facts/recall-hook';
import { type HookMemory, newestMemory, readMemory, writeMemory } from './hook-memory';

const ASKED = 'hook_memory_asked';
const TOLD = 'hook_memory_told';
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
    private readonly notifications: ListenNotify,
  ) {}

  /** Nest's start. */
  async onApplicationBootstrap(): Promise<void> {
    const reconnected = () => undefined;
    await this.notifications.listen(ASKED, { notified: (payload) => void this.answer(payload), reconnected });
    await this.notifications.listen(TOLD, { notified: (payload) => this.take(payload), reconnected });
  }

  /** Without the database, only what this backend's own hook remembers. */
  async ask(path: string, publishKeyHash: Uint8Array | null): Promise<HookMemory> {
    const id = randomUUID();
    const told: HookMemory[] = [];
    this.waiting.set(id, told);
    try {
      const hash = publishKeyHash ? Buffer.from(publishKeyHash).toString('hex') : '';
      await this.notify(ASKED, [id, this.name, path, hash].join(' '));
      await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    } catch {
      // Cut off from the database, a backend still knows what itself has seen.
    } finally {
      this.waiting.delete(id);
    }
    return newestMemory([this.own.recall(path, publishKeyHash), ...told]);
  }

  private async answer(payload: string): Promise<void> {
    const [id = '', from = '', path = '', hash = ''] = payload.split(' ');
    if (from === this.name) return;
    const memory = this.own.recall(path, hash === '' ? null : Buffer.from(hash, 'hex'));
    // Whoever asked goes on without.
    await this.notify(TOLD, `${id} ${writeMemory(memory)}`).catch(() => undefined);
  }

  private take(payload: string): void {
    const [id = ''] = payload.split(' ', 1);
    const memory = readMemory(payload.slice(id.length + 1));
    if (memory) this.waiting.get(id)?.push(memory);
  }

  private async notify(channel: string, payload: string): Promise<void> {
    await this.dataSource.query('SELECT pg_notify($1, $2)', [channel, payload]);
  }
}
