import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { HttpConfig } from '../../config/http.config';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { StreamsConfig } from '../../config/streams.config';
import { Readiness } from '../../platform/observability/readiness';
import {
  type FromHook,
  type HookChange,
  type HookNotes,
  type HookQuestion,
  type HookSettings,
  type ToHook,
} from '../hook/hook-messages';
import { Revocations } from '../revocation/revocations';
import { viewingLimits } from '../sessions/decide-viewing-limits';

/** Beside this file, with its extension: compiled or not. */
const ENTRY = path.join(__dirname, `../hook/hook-worker${path.extname(__filename)}`);
/** Megabytes. The young half as in bound-memory.ts; the old one holds 100 000 pits and as many used tokens. */
const LIMITS = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 512 } as const;
/** Milliseconds before the thread is started again after it died: the first time, and at most. */
const RESTART_MS = { first: 50, most: 5000 };
/** A thread that lived so long was well: milliseconds. */
const WELL_AFTER_MS = 60_000;

type Waiting = (reply: boolean | null) => void;

/**
 * The thread that answers the auth hook (ADR 0029), and starts it again when it dies. Until then hook requests are
 * denied: its port is closed, and those that come in at the API's port get 401.
 */
@Injectable()
export class HookThread implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(HookThread.name);
  private readonly settings: HookSettings;
  private readonly waiting = new Map<number, Waiting>();
  private worker: Worker | undefined;
  private listening: Promise<number | null> | undefined;
  private isListening = false;
  private closed = false;
  private lastId = 0;
  private restartMs: number = RESTART_MS.first;

  /** Called each time it starts, with nothing in it: everything that it decides from is to be sent. */
  onStart: () => void = () => undefined;
  /** Called with what it decided; must not throw. */
  onNotes: (notes: HookNotes) => void = () => undefined;

  constructor(
    { host, hookPort }: HttpConfig,
    { auth, hookSecret }: MediamtxConfig,
    streams: StreamsConfig,
    revocations: Revocations,
    readiness: Readiness,
  ) {
    const { tokenSecret, previousTokenSecret, tokenKey, previousTokenKey } = streams;
    this.settings = {
      ...{ host, port: hookPort, auth, hookSecret, limits: viewingLimits(streams) },
      ...{ tokenSecret, previousTokenSecret, tokenKey, previousTokenKey },
      keepRevocationsMs: revocations.keptForMs,
    };
    readiness.require('auth-hook', () => this.isListening && this.settled());
  }

  /** Nest's start: the thread loads while everything else does. */
  onModuleInit(): void {
    this.listening = this.start();
    // Nest's start may fail before anything waits for it.
    this.listening.catch(() => undefined);
  }

  /**
   * Resolves once hook requests are answered, with the port (null: none of its own).
   * @throws Error when the port cannot be listened on.
   */
  async untilAnswering(): Promise<number | null> {
    return (await this.listening) ?? null;
  }

  /** Nest's shutdown, where nothing stopped it before. */
  onModuleDestroy(): Promise<void> {
    return this.stop();
  }

  /** Sends a change; what is sent before a token goes out is in force before its hook request arrives. */
  send(change: HookChange): void {
    this.post({ change });
  }

  /** Sends a change and waits until it is applied; false: the thread has died. */
  async sendAndWait(change: HookChange): Promise<boolean> {
    this.send(change);
    return this.settled();
  }

  /** Resolves once everything that was sent is in force; false: the thread has died. */
  async settled(): Promise<boolean> {
    return (await this.ask({ ask: 'settled' })) === true;
  }

  /** Decides a hook request that came in at the API's port. False while the thread is not there. */
  async decide(body: string, begunAt: number): Promise<boolean> {
    return (await this.ask({ ask: 'decide', body, begunAt })) === true;
  }

  /** Ends it: requests in flight are answered, and what it decided is handed over. */
  async stop(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.ask({ ask: 'drain' });
    await this.worker?.terminate();
  }

  private ask(question: HookQuestion): Promise<boolean | null> {
    const id = (this.lastId += 1);
    return new Promise((resolve) => {
      if (!this.worker) return resolve(null);
      this.waiting.set(id, resolve);
      this.post({ id, question });
    });
  }

  private post(message: ToHook): void {
    this.worker?.postMessage(message);
  }

  private start(): Promise<number | null> {
    const started = Date.now();
    return new Promise((resolve, reject) => {
      // Its environment is empty: it holds secrets that the thread has no use for.
      const worker = new Worker(ENTRY, { workerData: this.settings, resourceLimits: LIMITS, env: {} });
      this.worker = worker;
      worker.unref();
      worker.on('message', (message: FromHook) => {
        if ('listening' in message) {
          this.isListening = true;
          resolve(message.listening);
        } else if ('cannotListen' in message) {
          const { message: text, ...about } = message.cannotListen;
          reject(Object.assign(new Error(text), about, { setting: 'HOOK_PORT' }));
          void worker.terminate();
        } else if ('reply' in message) this.settle(message.id, message.reply);
        else this.record(message);
      });
      worker.on('error', (cause) => this.logger.error('The auth hook’s thread failed.', cause));
      worker.on('exit', () => {
        reject(new Error('The auth hook’s thread ended before it listened.'));
        this.ended(Date.now() - started);
      });
      this.onStart();
    });
  }

  private record(notes: HookNotes): void {
    this.onNotes(notes);
    this.post({ taken: true });
  }

  private settle(id: number, reply: boolean | null): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    waiting?.(reply);
  }

  private ended(livedMs: number): void {
    this.worker = undefined;
    this.isListening = false;
    for (const id of [...this.waiting.keys()]) this.settle(id, null);
    if (this.closed) return;
    if (livedMs >= WELL_AFTER_MS) this.restartMs = RESTART_MS.first;
    this.logger.error(`The auth hook’s thread ended; hook requests are denied until it is started again.`);
    setTimeout(() => this.restart(), this.restartMs).unref();
    this.restartMs = Math.min(this.restartMs * 2, RESTART_MS.most);
  }

  private restart(): void {
    if (this.closed) return;
    this.start().then(
      () => this.logger.log('The auth hook’s thread answers again.'),
      (cause: unknown) => this.logger.error('The auth hook’s thread could not be started.', cause),
    );
  }
}
