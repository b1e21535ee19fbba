import { ControlApiProblem } from './control-api-problem';
import { type Exchange } from './exchange';
import { expectDone, readList } from './lists';
import { sessionItemOf, type SessionItem, type SessionKind } from './session-item';

/** Sessions of viewers and publishers. These calls answer at once, even while a hook is slow. */
export class Sessions {
  constructor(private readonly exchange: Exchange) {}

  /** All sessions of a kind; none where the server is off or the release has no such list (HLS before v1.18.0). */
  async list(kind: SessionKind): Promise<readonly SessionItem[]> {
    try {
      const items = await readList(this.exchange, `${kind}sessions/list`);
      return items.map((item) => sessionItemOf(kind, item));
    } catch (failure) {
      if (failure instanceof ControlApiProblem && failure.kind === 'not-found') return [];
      throw failure;
    }
  }

  /**
   * Ends a session; false when there is none (any more). The client may come straight back, so let the hook refuse
   * it first (MediaMTX contract §12.10).
   */
  async kick(kind: SessionKind, id: string): Promise<boolean> {
    const route = `${kind}sessions/kick/${encodeURIComponent(id)}`;
    const answer = await this.exchange.send('POST', route);
    if (answer.status === 404) return false;
    expectDone(`POST ${route}`, answer);
    return true;
  }
}
