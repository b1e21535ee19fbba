import { Injectable } from '@nestjs/common';
import { type AuthRequest } from '@ppf/mediamtx';
import { PublishRefusals } from '../../../pits';
import { AccessIndex } from '../../access-index/access-index';
import { message } from '../../messages';
import { BeginSession } from '../../sessions/recording/begin-session';
import { UnwrittenSessions } from '../../sessions/recording/unwritten-sessions';
import { type DenyReason } from '../decision/hook-decision';
import { HookThread } from '../thread/hook-thread';
import { type DecisionBatch, type DecisionRecord } from '../worker/hook-messages';
import { AuthHookRecord } from './auth-hook-record';
import { HookMetrics } from './hook-metrics';

const ALLOWED = { allow: true, session: null } as const;

/** Records the decisions of the hook's thread, some milliseconds after MediaMTX has its response. */
@Injectable()
export class DecisionRecorder {
  constructor(
    thread: HookThread,
    private readonly index: AccessIndex,
    private readonly beginSession: BeginSession,
    private readonly unwritten: UnwrittenSessions,
    private readonly record: AuthHookRecord,
    private readonly refusals: PublishRefusals,
    private readonly metrics: HookMetrics,
  ) {
    thread.onDecisions = (batch) => this.addBatch(batch);
  }

  private addBatch({ decisions, unauthenticatedCalls }: DecisionBatch): void {
    for (const decision of decisions) this.add(decision);
    if (unauthenticatedCalls === 0) return;
    this.record.lastUnauthenticatedCallAt = new Date();
    this.metrics.countUnauthenticatedCalls(unauthenticatedCalls);
  }

  private add({ call, reason, at: ms, seconds, begun, continued, denied, published }: DecisionRecord): void {
    this.metrics.countAnswer(call, reason === null ? ALLOWED : { allow: false, reason }, seconds);
    if (!call) return;
    const at = new Date(ms);
    this.record.lastCallAt = at;
    if (begun) this.beginSession.begin(begun.request, begun.session, at);
    if (continued) this.unwritten.addActivity({ ...call, id: continued.id }, continued.jti, at);
    if (denied && reason !== null) this.addDenial(denied, reason, at);
    if (published) this.addPublisher(published.path, published.ip);
  }

  /** Clears earlier refusals of the same camera, its authentication challenge included. */
  private addPublisher(path: string, address: string): void {
    this.record.clearDenial(path, address);
    const found = this.index.streamAt(path);
    if (found) this.refusals.clear(found.pit.path, address);
  }

  private addDenial(request: AuthRequest, reason: DenyReason, at: Date): void {
    const found = this.index.streamAt(request.path);
    this.record.addDenial(request, reason, found !== undefined, at);
    if (found && request.action === 'publish') this.addRefusal(found.pit.path, request, reason, at);
  }

  private addRefusal(path: string, { ip, protocol }: AuthRequest, reason: DenyReason, at: Date): void {
    const isUnauthenticated = reason === 'no-credentials';
    const sentence = refusalText(reason);
    this.refusals.record(path, { at, sentence, address: ip, protocol, isUnauthenticated });
  }
}

/** Why a client may not publish, in one sentence for the user who sets up the camera. Contains no data of the client. */
function refusalText(reason: DenyReason): string {
  switch (reason) {
    case 'no-credentials':
    case 'wrong-publish-key':
    case 'no-publish-key':
    case 'camera-does-not-push':
    case 'camera-publishes-elsewhere':
    case 'no-such-stream':
    case 'camera-paused':
      return message(`publish-refused.${reason}`).text();
    default:
      return message('publish-refused').text();
  }
}
