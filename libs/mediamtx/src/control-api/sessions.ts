import { ControlApiProblem } from './control-api-problem';
import { type Exchange } from './exchange';
import { fieldsOf, listOf } from './json-fields';
import { expectDone, readList } from './lists';
import { rtspConnectionOf } from './rtsp-connections';
import { sessionItemOf, type SessionItem, type SessionKind } from './session-item';

/** Sessions of viewers and publishers. These calls answer at once, even while a hook is slow. */
export class Sessions {
  constructor(private readonly exchange: Exchange) {}

  /** All sessions of a kind; none where the server is off or the release has no such list (HLS before v1.18.0). */
  async list(kind: SessionKind): Promise<readonly SessionItem[]> {
    return (await this.listIfAny(kind)) ?? [];
  }

  /** As `list`, but null where there is no such list: who is in none of it may be there all the same. */
  async listIfAny(kind: SessionKind): Promise<readonly SessionItem[] | null> {
    const items = await this.read(`${kind}sessions/list`);
    if (items === null) return null;
    const told = kind !== 'rtsp' || items.every((item) => listOf(fieldsOf(item)['conns']).length > 0);
    const connections = told ? [] : ((await this.read('rtspconns/list')) ?? []).map(rtspConnectionOf);
    return items.map((item) => sessionItemOf(kind, item, connections));
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

  private async read(route: string): Promise<readonly unknown[] | null> {
    try {
      return await readList(this.exchange, route, (item) => item);
    } catch (failure) {
      if (failure instanceof ControlApiProblem && failure.kind === 'not-found') return null;
      throw failure;
    }
  }
}
