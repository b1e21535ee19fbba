import { type AuthRequest } from '@ppf/mediamtx';
import { type DecidedRequest } from './decide-hook-request';
import { type DecisionBatch, type DecisionRecord } from './hook-messages';

/** Milliseconds that decisions are collected: copying many in one message costs the hook less. */
const BATCH_DELAY_MS = 20;
/** Decisions that wait while no batch is acknowledged; past it the older half is dropped. */
const MAX_WAITING = 10_000;

/** Sends decisions to the API's thread in batches, after their responses. Sends the next batch after an acknowledgement. */
export class DecisionBatcher {
  private waiting: DecisionRecord[] = [];
  private unauthenticatedCalls = 0;
  private timer: NodeJS.Timeout | undefined;
  private isAcknowledged = true;

  constructor(private readonly send: (batch: DecisionBatch) => void) {}

  /** Adds a decided request. @param seconds From the arrival of its headers to its response. */
  add(decided: DecidedRequest, seconds: number): void {
    if (this.waiting.length >= MAX_WAITING) this.waiting = this.waiting.slice(MAX_WAITING / 2);
    this.waiting.push(toDecisionRecord(decided, seconds));
    this.schedule();
  }

  /** Counts a call without the hook's secret. */
  countUnauthenticatedCall(): void {
    this.unauthenticatedCalls += 1;
    this.schedule();
  }

  /** The last batch has been recorded. */
  acknowledge(): void {
    this.isAcknowledged = true;
    if (this.waiting.length > 0 || this.unauthenticatedCalls > 0) this.schedule();
  }

  /** Sends the waiting decisions without delay. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { waiting: decisions, unauthenticatedCalls } = this;
    if (decisions.length === 0 && unauthenticatedCalls === 0) return;
    this.waiting = [];
    this.unauthenticatedCalls = 0;
    this.isAcknowledged = false;
    this.send({ decisions, unauthenticatedCalls });
  }

  private schedule(): void {
    if (this.isAcknowledged) this.timer ??= setTimeout(() => this.flush(), BATCH_DELAY_MS);
  }
}

function toDecisionRecord({ request, decision, at }: DecidedRequest, seconds: number): DecisionRecord {
  const reason = decision.allow ? null : decision.reason;
  const call = request && { action: request.action, protocol: request.protocol };
  const record = { call, reason, at: at.getTime(), seconds };
  if (!request) return record;
  if (!decision.allow) return { ...record, denied: toDeniedRequest(request) };
  if (request.action === 'publish') return { ...record, published: { path: request.path, ip: request.ip } };
  const { session } = decision;
  if (!session || session.use === 'free') return record;
  if (session.isNew) return { ...record, begun: { request: withoutSecrets(request), session } };
  return { ...record, continued: { jti: session.claims.jti, id: request.id } };
}

/** Keeps the key of a denied publisher only: it identifies a camera that publishes to another pit's path. */
function toDeniedRequest(request: AuthRequest): AuthRequest {
  return request.action === 'publish' ? request : withoutSecrets(request);
}

function withoutSecrets(request: AuthRequest): AuthRequest {
  return { ...request, password: '', token: '', query: '' };
}
