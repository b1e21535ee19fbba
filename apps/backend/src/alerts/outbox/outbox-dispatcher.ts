import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { AlertChannelKind } from '@ppf/contracts';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import { FailureLog } from '../../platform/failures/failure-log';
import { PeriodicTask } from '../../platform/scheduling/periodic-task';
import { withDeadline } from '../../platform/scheduling/with-deadline';
import { SendMail } from '../mail/send-mail';
import { type AttemptOutcome, type DueMessage, failedTemporarily } from '../delivery/delivery-attempt';
import { SendWebhook } from '../webhooks/send-webhook';
import { claimMessages } from './claim-messages';
import { planRetry } from './plan-retry';
import { recordAttempt } from './record-attempt';

const POLL_INTERVAL_MS = 2000;
/** Maximum number of messages of each kind in flight on this backend. A slow mail server does not delay webhooks. */
const MAX_IN_FLIGHT: Readonly<Record<AlertChannelKind, number>> = { webhook: 32, email: 8 };
const KINDS = Object.keys(MAX_IN_FLIGHT) as readonly AlertChannelKind[];
/** How long a shutdown waits for attempts in flight. */
const SHUTDOWN_TIMEOUT_MS = 3000;

/**
 * Delivers the messages of the outbox. Every backend runs it: one backend claims a message at a time, and another claims
 * it after a crash. Delivery is at least once; receivers detect duplicates by the message id.
 */
@Injectable()
export class OutboxDispatcher implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(OutboxDispatcher.name);
  private readonly failures = new FailureLog(
    this.logger,
    'Alert messages stay in the outbox.',
    'Alert messages are sent again.',
  );
  private readonly polling = new PeriodicTask({
    intervalMs: POLL_INTERVAL_MS,
    firstDelayMs: POLL_INTERVAL_MS,
    run: (signal) => this.claim(signal),
    report: this.failures,
  });
  private readonly inFlight = new Map<Promise<void>, AlertChannelKind>();

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly webhook: SendWebhook,
    private readonly mail: SendMail,
  ) {}

  /** Nest lifecycle hook: starts polling. */
  onApplicationBootstrap(): void {
    this.polling.start();
  }

  /** Nest lifecycle hook: waits for attempts in flight. Another backend retries those that do not end in time. */
  async onModuleDestroy(): Promise<void> {
    await this.polling.stop();
    await withDeadline(Promise.all(this.inFlight.keys()), SHUTDOWN_TIMEOUT_MS, () => undefined);
  }

  /** Claims due messages now and starts to send them. Never rejects; does nothing during a shutdown. */
  dispatch(): Promise<void> {
    return this.polling.isStarted ? this.polling.runNow() : Promise.resolve();
  }

  private async claim(signal: AbortSignal): Promise<void> {
    for (const kind of KINDS) if (!signal.aborted) await this.claimKind(kind);
  }

  private async claimKind(kind: AlertChannelKind): Promise<void> {
    const count = [...this.inFlight.values()].filter((each) => each === kind).length;
    const limit = MAX_IN_FLIGHT[kind] - count;
    if (limit <= 0) return;
    const messages = await claimMessages(this.database, kind, this.clock.now(), limit);
    for (const message of messages) this.begin(message);
  }

  private begin(message: DueMessage): void {
    const attempt = this.attempt(message)
      .catch((failure: unknown) => this.failures.failed(failure))
      .finally(() => {
        this.inFlight.delete(attempt);
        // The channel's next message may be due.
        this.polling.runSoon();
      });
    this.inFlight.set(attempt, message.channel.kind);
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
    if (fault !== null) this.logger.warn({ ...about, fault, status }, 'An alert was not delivered.');
  }

  private async send(message: DueMessage): Promise<AttemptOutcome> {
    try {
      return await (message.channel.kind === 'webhook' ? this.webhook : this.mail).send(message);
    } catch (failure) {
      // Only the error's name is logged: its text may contain an address or a response.
      this.logger.error({ kind: (failure as Error).name, channel: message.channel.id }, 'An alert failed.');
      return failedTemporarily('failed');
    }
  }
}
