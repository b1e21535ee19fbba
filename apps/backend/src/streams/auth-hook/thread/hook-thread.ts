import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { HttpConfig } from '../../../config/http.config';
import { MediamtxConfig } from '../../../config/mediamtx.config';
import { StreamsConfig } from '../../../config/streams.config';
import { Readiness } from '../../../platform/observability/readiness';
import { Revocations } from '../../sessions/admission/revocations';
import { viewerLimits } from '../../sessions/admission/viewer-capacity';
import { StreamTokenSigner } from '../../tokens/stream-token-signer';
import {
  type DecisionBatch,
  type HookChange,
  type HookCommand,
  type HookSettings,
  type MessageFromHook,
  type MessageToHook,
} from '../worker/hook-messages';

/** The worker's entry file, with the extension of this file: compiled or not. */
const ENTRY = path.join(__dirname, `../worker/hook-worker${path.extname(__filename)}`);
/** Megabytes. The young generation as in bound-memory.ts; the old one holds 100 000 pits and as many used tokens. */
const LIMITS = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 512 } as const;
/** Milliseconds before the thread is started again after it ended: doubled each time, up to the maximum. */
const RESTART_DELAY_MS = { first: 50, max: 5000 } as const;
/** A thread that ran for this many milliseconds resets the restart delay. */
const STABLE_AFTER_MS = 60_000;

type Resolve = (reply: boolean | null) => void;

/**
 * The thread that answers the auth hook (ADR 0029). Starts it again when it ends. Until then hook requests are denied: its
 * port is closed, and requests at the API's port get 401.
 */
@Injectable()
export class HookThread implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(HookThread.name);
  private readonly settings: HookSettings;
  private readonly pending = new Map<number, Resolve>();
  private worker: Worker | undefined;
  private listening: Promise<number | null> | undefined;
  private isListening = false;
  private closed = false;
  private lastId = 0;
  private restartDelayMs: number = RESTART_DELAY_MS.first;

  /** Called each time the thread starts with an empty state: the listener sends the whole state. */
  onStart: () => void = () => undefined;
  /** Called with each batch of decisions. Must not throw. */
  onDecisions: (batch: DecisionBatch) => void = () => undefined;

  constructor(
    { host, hookPort }: HttpConfig,
    { hookSecret }: MediamtxConfig,
    streams: StreamsConfig,
    { acceptedKeys }: StreamTokenSigner,
    revocations: Revocations,
    readiness: Readiness,
  ) {
    const { tokenSecret, previousTokenSecret } = streams;
    this.settings = {
      ...{ host, port: hookPort, hookSecret, limits: viewerLimits(streams) },
      ...{ tokenSecret, previousTokenSecret, acceptedKeys },
      keepRevocationsMs: revocations.keptForMs,
    };
    readiness.require('auth-hook', () => this.isListening && this.sync());
  }

  /** Starts the thread; it loads in parallel with the rest of the application. */
  onModuleInit(): void {
    this.listening = this.start();
    // Nest's start may fail before anything awaits it.
    this.listening.catch(() => undefined);
  }

  /**
   * Resolves as soon as hook requests are answered, with the port (null: it has no separate port).
   * @throws Error when the port cannot be opened.
   */
  async untilAnswering(): Promise<number | null> {
    return (await this.listening) ?? null;
  }

  /** Stops the thread on Nest's shutdown, unless it has been stopped before. */
  onModuleDestroy(): Promise<void> {
    return this.stop();
  }

  /** Sends a change. A change that is sent before a token is returned is in force before the token's hook request. */
  send(change: HookChange): void {
    this.post({ change });
  }

  /** Sends a change and waits until it is applied; false: the thread has ended. */
  async sendAndWait(change: HookChange): Promise<boolean> {
    this.send(change);
    return this.sync();
  }

  /** Resolves after every change sent so far is in force; false: the thread has ended. */
  async sync(): Promise<boolean> {
    return (await this.execute({ command: 'sync' })) === true;
  }

  /** Decides a hook request that arrived at the API's port. False while the thread is not running. */
  async decide(body: string, begunAt: number): Promise<boolean> {
    return (await this.execute({ command: 'decide', body, begunAt })) === true;
  }

  /** Ends the thread after it has answered the requests in flight and sent its decisions. */
  async stop(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.execute({ command: 'drain' });
    await this.worker?.terminate();
  }

  private execute(command: HookCommand): Promise<boolean | null> {
    const id = (this.lastId += 1);
    return new Promise((resolve) => {
      if (!this.worker) return resolve(null);
      this.pending.set(id, resolve);
      this.post({ id, command });
    });
  }

  private post(message: MessageToHook): void {
    this.worker?.postMessage(message);
  }

  private start(): Promise<number | null> {
    const startedAt = Date.now();
    return new Promise((resolve, reject) => {
      // An empty environment: the thread has no use for the secrets in it.
      const worker = new Worker(ENTRY, { workerData: this.settings, resourceLimits: LIMITS, env: {} });
      this.worker = worker;
      worker.unref();
      worker.on('message', (message: MessageFromHook) => {
        if ('listening' in message) {
          this.isListening = true;
          resolve(message.listening);
        } else if ('cannotListen' in message) {
          const { message: text, ...details } = message.cannotListen;
          reject(Object.assign(new Error(text), details, { setting: 'HOOK_PORT' }));
          void worker.terminate();
        } else if ('reply' in message) this.resolvePending(message.id, message.reply);
        else this.record(message);
      });
      worker.on('error', (cause) => this.logger.error('The auth hook’s thread failed.', cause));
      worker.on('exit', () => {
        reject(new Error('The auth hook’s thread ended before it listened.'));
        this.onExit(Date.now() - startedAt);
      });
      this.onStart();
    });
  }

  private record(batch: DecisionBatch): void {
    this.onDecisions(batch);
    this.post({ acknowledged: true });
  }

  private resolvePending(id: number, reply: boolean | null): void {
    const resolve = this.pending.get(id);
    this.pending.delete(id);
    resolve?.(reply);
  }

  private onExit(ranForMs: number): void {
    this.worker = undefined;
    this.isListening = false;
    for (const id of [...this.pending.keys()]) this.resolvePending(id, null);
    if (this.closed) return;
    if (ranForMs >= STABLE_AFTER_MS) this.restartDelayMs = RESTART_DELAY_MS.first;
    this.logger.error(`The auth hook’s thread ended; hook requests are denied until it is started again.`);
    setTimeout(() => this.restart(), this.restartDelayMs).unref();
    this.restartDelayMs = Math.min(this.restartDelayMs * 2, RESTART_DELAY_MS.max);
  }

  private restart(): void {
    if (this.closed) return;
    this.start().then(
      () => this.logger.log('The auth hook’s thread answers again.'),
      (cause: unknown) => this.logger.error('The auth hook’s thread could not be started.', cause),
    );
  }
}
