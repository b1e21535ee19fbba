import { Injectable } from '@nestjs/common';
import { type AuthRequest } from '@ppf/mediamtx';
import { PublishRefusals } from '../../pits';
import { AccessIndex } from '../access-index/access-index';
import { type AdmittedSession, type MediaDenial } from '../hook/decide-media-access';
import { type HookNote, type HookNotes } from '../hook/hook-messages';
import { MediaAuthRecord } from '../hook/media-auth-record';
import { publishRefusalText } from '../hook/publish-refusal-texts';
import { Revocations } from '../revocation/revocations';
import { ActiveViewings } from '../sessions/active-viewings';
import { HookThread } from './hook-thread';
import { HookTally } from './hook-tally';

const ALLOWED = { allow: true, session: null } as const;

/** Records what the hook's thread decided, some milliseconds after MediaMTX has its answer. */
@Injectable()
export class RecordDecisions {
  constructor(
    thread: HookThread,
    private readonly index: AccessIndex,
    private readonly active: ActiveViewings,
    private readonly revocations: Revocations,
    private readonly record: MediaAuthRecord,
    private readonly refusals: PublishRefusals,
    private readonly tally: HookTally,
  ) {
    thread.onNotes = (notes) => this.take(notes);
  }

  private take({ notes, refusedCallers }: HookNotes): void {
    for (const note of notes) this.note(note);
    if (refusedCallers > 0) this.refusedCallers(refusedCallers);
  }

  /** Counts clients that called without the hook's secret. */
  refusedCallers(count: number): void {
    this.record.strangerCameAt = new Date();
    this.tally.strangersCame(count);
  }

  private note({ call, reason, at: ms, seconds, begins, goesOn, denied, publishes }: HookNote): void {
    this.tally.answered(call, reason === null ? ALLOWED : { allow: false, reason }, seconds);
    if (!call) return;
    const at = new Date(ms);
    this.record.heardAt = at;
    if (begins) {
      this.begin(begins.session, at);
      this.record.admitted(begins.request, begins.session, at);
    }
    if (goesOn) this.record.goesOn({ ...call, id: goesOn.id }, goesOn.jti, at);
    if (denied && reason !== null) this.deny(denied, reason, at);
    if (publishes) this.allowPublisher(publishes.path, publishes.ip);
  }

  /** What the same camera was refused before, its challenge too, says nothing of it any more. */
  private allowPublisher(path: string, address: string): void {
    this.record.publisherAllowed(path, address);
    const found = this.index.streamAt(path);
    if (found) this.refusals.clear(found.pit.path, address);
  }

  private deny(request: AuthRequest, reason: MediaDenial, at: Date): void {
    const found = this.index.streamAt(request.path);
    this.record.denied(request, reason, found !== undefined, at);
    if (found && request.action === 'publish') this.noteRefusal(found.pit.path, request, reason, at);
  }

  private begin({ claims: { jti, sub }, pitId, workshopId, replaces }: AdmittedSession, at: Date): void {
    if (replaces !== null) {
      this.active.remove(replaces);
      this.revocations.add({ of: { jti: replaces }, cause: 'replaced', at, by: null });
    }
    this.active.add({ jti, sub, pitId, workshopId, beganAt: at.getTime() });
  }

  private noteRefusal(path: string, { ip, protocol }: AuthRequest, reason: MediaDenial, at: Date): void {
    const isQuestion = reason === 'no-credentials';
    const sentence = publishRefusalText(reason);
    this.refusals.note(path, { at, sentence, address: ip, protocol, isQuestion });
  }
}
