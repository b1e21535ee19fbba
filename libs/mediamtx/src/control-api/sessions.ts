import { ControlApiProblem } from './control-api-problem';
import { type Exchange } from './exchange';
import { fieldsOf, listOf } from './json-fields';
import { expectDone, jsonPages, readList } from './lists';
import { rtspConnectionOf } from './rtsp-connections';
import { sessionItemOf, type SessionItem, type SessionKind } from './session-item';

type Listed = 'sessions' | 'conns';

/** Sessions of viewers and publishers. A slow auth hook does not delay these calls. */
export class Sessions {
  /** Whether the routes of v1.21 worked in the last call. */
  private isRenamed = false;

  constructor(private readonly exchange: Exchange) {}

  /** All sessions of a kind; empty when the protocol is off or the release has no such list (HLS before v1.18.0). */
  async list(kind: SessionKind): Promise<readonly SessionItem[]> {
    return (await this.listIfAny(kind)) ?? [];
  }

  /** As `list`, but null when there is no such list, because readers may exist without being listed. */
  async listIfAny(kind: SessionKind): Promise<readonly SessionItem[] | null> {
    const items = await this.read(kind, 'sessions');
    if (items === null) return null;
    const hasConnectionIds =
      kind !== 'rtsp' || items.every((item) => listOf(fieldsOf(item)['conns']).length > 0);
    const connections = hasConnectionIds
      ? []
      : ((await this.read('rtsp', 'conns')) ?? []).map(rtspConnectionOf);
    return items.map((item) => sessionItemOf(kind, item, connections));
  }

  /**
   * Ends a session; false when it does not exist. The client may reconnect immediately, so make the auth hook deny it first
   * (MediaMTX contract §12.10).
   */
  async kick(kind: SessionKind, id: string): Promise<boolean> {
    for (const base of this.bases(kind, 'sessions')) {
      const route = `${base}/kick/${encodeURIComponent(id)}`;
      const answer = await this.exchange.send('POST', route);
      if (answer.status === 404) continue;
      expectDone(`POST ${route}`, answer);
      return true;
    }
    return false;
  }

  private async read(kind: SessionKind, what: Listed): Promise<readonly unknown[] | null> {
    for (const base of this.bases(kind, what)) {
      try {
        const items = await readList(
          this.exchange,
          `${base}/list`,
          jsonPages((item) => item),
        );
        this.isRenamed = base.includes('/');
        return items;
      } catch (failure) {
        if (failure instanceof ControlApiProblem && failure.kind === 'not-found') continue;
        throw failure;
      }
    }
    return null;
  }

  /**
   * Routes of one list, starting with the one that worked last: `webrtcsessions` up to v1.20, `webrtc/sessions` from v1.21 on,
   * which keeps the old one as a deprecated alias.
   */
  private bases(kind: SessionKind, what: Listed): readonly string[] {
    const names = [`${kind}${what}`, `${kind}/${what}`];
    return this.isRenamed ? names.reverse() : names;
  }
}
