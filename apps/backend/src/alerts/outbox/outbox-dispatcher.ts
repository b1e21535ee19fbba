import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { AlertChannelKind } from '@ppf/contracts';
import { setTimeout } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import { isDatabaseUnavailable } from '../../platform/failures/is-database-unavailable';
import { SendMail } from '../mail/send-mail';
import { SendWebhook } from '../webhooks/send-webhook';
import { type AttemptOutcome, type DueMessage, failedTemporarily } from '../messages/delivery-attempt';
import { claimMessages } from './claim-messages';
import { planRetry } from './plan-retry';
import { recordAttempt } from './record-attempt';

/** Milliseconds between two looks into the outbox. */
const POLL_INTERVAL_MS = 2000;
/** Messages that one backend has under way at once. Kinds wait for different servers, and never for each other. */
const MAX_IN_FLIGHT: Readonly<Record<AlertChannelKind, number>> = { webhook: 32, email: 8 };
const KINDS = Object.keys(MAX_IN_FLIGHT) as readonly AlertChannelKind[];
/** Milliseconds that a shutdown waits for them. */
const SHUTDOWN_TIMEOUT_MS = 3000;

/**
 * Delivers what is in the outbox. Every backend does: a message is claimed by one at a time, and by another one when that
 * was killed. So a message comes at least once; its id tells a receiver that it has it already.
 */
@Injectable()
export class OutboxDispatcher implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(OutboxDispatcher.name);
  private readonly underWay = new Map<Promise<void>, AlertChannelKind>();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private closed = false;
  private warned = false;

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly webhook: SendWebhook,
    private readonly mail: SendMail,
  ) {}

  /** Nest's start. */
  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.dispatch(), POLL_INTERVAL_MS);
  }

  /** Nest's shutdown: what is under way is brought to its end, or left to another backend. */
  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    await this.running;
    await Promise.race([
      Promise.all(this.underWay.keys()),
      setTimeout(SHUTDOWN_TIMEOUT_MS, undefined, { ref: false }),
    ]);
  }

  /** Looks for messages now, and begins to send them. Never throws. */
  dispatch(): Promise<void> {
    this.running ??= this.claim().finally(() => (this.running = undefined));
    return this.running;
  }

  private async claim(): Promise<void> {
    try {
      for (const kind of KINDS) await this.claimKind(kind);
      this.warned = false;
    } catch (failure) {
      this.warn(failure);
    }
  }

  private async claimKind(kind: AlertChannelKind): Promise<void> {
    const busy = [...this.underWay.values()].filter((each) => each === kind).length;
    const most = MAX_IN_FLIGHT[kind] - busy;
    if (this.closed || most <= 0) return;
    const messages = await claimMessages(this.database, kind, this.clock.now(), most);
    for (const message of messages) this.begin(message);
  }

  private begin(message: DueMessage): void {
    const attempt = this.attempt(message)
      .catch((failure: unknown) => this.warn(failure))
      .finally(() => {
        this.underWay.delete(attempt);
        // The channel's next message waited for this one.
        if (!this.closed) void this.dispatch();
      });
    this.underWay.set(attempt, message.channel.kind);
  }

  private async attempt(message: DueMessage): Promise<void> {
    const began = performance.now();
    const beganAt = this.clock.now();
    const outcome = await this.send(message);
    const now = this.clock.now();
    const next = outcome.isFinal
      ? null
      : planRetry(message.attempt, now.getTime(), message.giveUpAt.getTime(), Math.random());
    await recordAttempt(this.database, {
      message,
      outcome,
      beganAt,
      durationMs: Math.round(performance.now() - began),
      nextAt: next === null ? null : new Date(next),
    });
    const { fault, status } = outcome;
    const about = { channel: message.channel.id, message: message.messageId, attempt: message.attempt };
    if (fault !== null) this.logger.warn({ ...about, fault, status }, 'an alert was not delivered');
  }

  private async send(message: DueMessage): Promise<AttemptOutcome> {
    try {
      return await (message.channel.kind === 'webhook' ? this.webhook : this.mail).send(message);
    } catch (failure) {
      // Its text may hold an address or an answer of somebody else's.
      this.logger.error({ kind: (failure as Error).name, channel: message.channel.id }, 'an alert failed');
      return failedTemporarily('failed');
    }
  }

  private warn(failure: unknown): void {
    if (this.warned) return;
    this.warned = true;
    const why = isDatabaseUnavailable(failure) ? 'The database is away.' : String(failure);
    this.logger.warn(`Alerts wait in the outbox. ${why}`);
  }
}
