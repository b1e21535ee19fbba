import { type AuthRequest } from '@ppf/mediamtx';
import { type AuthorizedMedia } from './authorize-media';
import { type HookNote, type HookNotes } from './hook-messages';

/** Milliseconds that notes wait for more of them: copying many together costs the hook less. */
const WAIT_MS = 20;
/** Notes that wait while the other side does not take any; past it the older half goes. */
const MAX_WAITING = 10_000;

/** Hands what was decided over to be recorded, after the answer and many at a time; the next ones once those were taken. */
export class NoteSender {
  private waiting: HookNote[] = [];
  private refusedCallers = 0;
  private timer: NodeJS.Timeout | undefined;
  private isTaken = true;

  constructor(private readonly send: (notes: HookNotes) => void) {}

  /** Adds a decided request. */
  add(authorized: AuthorizedMedia, seconds: number): void {
    if (this.waiting.length >= MAX_WAITING) this.waiting = this.waiting.slice(MAX_WAITING / 2);
    this.waiting.push(noteOf(authorized, seconds));
    this.soon();
  }

  /** Counts a client that called without the secret. */
  addRefusedCaller(): void {
    this.refusedCallers += 1;
    this.soon();
  }

  /** Those that were sent are recorded. */
  taken(): void {
    this.isTaken = true;
    if (this.waiting.length > 0 || this.refusedCallers > 0) this.soon();
  }

  /** Sends what waits, at once. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { waiting: notes, refusedCallers } = this;
    if (notes.length === 0 && refusedCallers === 0) return;
    this.waiting = [];
    this.refusedCallers = 0;
    this.isTaken = false;
    this.send({ notes, refusedCallers });
  }

  private soon(): void {
    if (this.isTaken) this.timer ??= setTimeout(() => this.flush(), WAIT_MS);
  }
}

function noteOf({ request, decision, at }: AuthorizedMedia, seconds: number): HookNote {
  const reason = decision.allow ? null : decision.reason;
  const call = request && { action: request.action, protocol: request.protocol };
  const note = { call, reason, at: at.getTime(), seconds };
  if (!request) return note;
  if (!decision.allow) return { ...note, denied: recordable(request) };
  if (request.action === 'publish') return { ...note, publishes: { path: request.path, ip: request.ip } };
  const { session } = decision;
  if (!session || session.use === 'free') return note;
  if (session.isNew) return { ...note, begins: { request: withoutSecrets(request), session } };
  return { ...note, goesOn: { jti: session.claims.jti, id: request.id } };
}

/** Only a refused publisher's key is of use to the record: it finds a camera that publishes to another pit's path. */
function recordable(request: AuthRequest): AuthRequest {
  return request.action === 'publish' ? request : withoutSecrets(request);
}

function withoutSecrets(request: AuthRequest): AuthRequest {
  return { ...request, password: '', token: '', query: '' };
}
