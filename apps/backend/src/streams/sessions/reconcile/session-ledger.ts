import { Injectable } from '@nestjs/common';
import { REVOCATION_CAUSES } from '@ppf/contracts';
import { type SessionItem } from '@ppf/mediamtx';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { StreamsConfig } from '../../../config/streams.config';
import { RowFaults } from '../../../platform/observability/row-faults';
import { AccessIndex } from '../../access-index/access-index';
import { Revocations } from '../admission/revocations';
import { type NewSession, SessionWriter } from '../recording/session-writer';
import { ByteCounter } from './byte-counter';
import { carrierOf, readEndReasons, readOpenSessions, updateEnds, updateProgress } from './open-sessions';
import { type OpenSession, type SessionChanges, type SessionProgress } from './plan-session-changes';

/** Milliseconds between two updates of a session in progress; its end is written without delay. */
const PROGRESS_INTERVAL_MS = 10_000;
const UUID_FORMAT = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The leader's records of viewing sessions: progress, ends and bytes. */
@Injectable()
export class SessionLedger {
  private readonly bytes = new ByteCounter();

  constructor(
    private readonly dataSource: DataSource,
    private readonly revocations: Revocations,
    private readonly index: AccessIndex,
    private readonly writer: SessionWriter,
    private readonly config: StreamsConfig,
    private readonly faults: RowFaults,
  ) {}

  /** Reads the recorded sessions of a media server that have not ended. */
  readOpen(mediaServerId: number): Promise<OpenSession[]> {
    return readOpenSessions(this.dataSource, mediaServerId, this.revocations, this.faults);
  }

  /** Writes the progress of sessions that the media server carries, each at most every ten seconds. */
  async writeProgress(carried: readonly SessionProgress[], now: Date): Promise<void> {
    const counted = carried.map(({ session, items }) => ({
      session,
      id: session.id,
      protocol: carrierOf(items),
      bytes: this.bytes.count(session.jti, items, session.bytesSent),
    }));
    const due = counted.filter(
      ({ session, protocol }) =>
        !session.wasListed ||
        protocol !== session.protocol ||
        now.getTime() - session.seenAt.getTime() >= PROGRESS_INTERVAL_MS,
    );
    const progress = due.map(({ id, protocol, bytes, session: { jti } }) => ({ id, jti, protocol, bytes }));
    await this.writeEach(progress, (some) => updateProgress(this.dataSource, some, now));
  }

  /** Writes the ends of sessions and notifies every replica. */
  async writeEnds(ended: SessionChanges['ended']): Promise<void> {
    const counted = ended.map((end) => {
      const { jti, bytesSent } = end.session;
      return { ...end, jti, bytes: this.bytes.take(jti) ?? bytesSent };
    });
    await this.writeEach(counted, (some) => updateEnds(this.dataSource, some));
    await this.writer.notifyAll(ended.map(({ session }) => session.id));
  }

  /**
   * Records readers without a record: their admission was lost with a killed process, or they did not pass the hook.
   * Reopens a session that was recorded as ended.
   * @returns Readers whose sessions this system had ended, and who are connected all the same.
   */
  async adopt(
    mediaServerId: number,
    readers: readonly SessionItem[],
    now: Date,
  ): Promise<readonly SessionItem[]> {
    const named = readers.map((item) => ({ item, jti: nameOf(item) }));
    if (named.length === 0) return [];
    const endReasons = await readEndReasons(
      this.dataSource,
      named.map(({ jti }) => jti),
    );
    const isRevoked = (jti: string) => REVOCATION_CAUSES.some((cause) => cause === endReasons.get(jti));
    await this.writer.addActivity(
      named.flatMap(({ item: { kind: protocol, id }, jti }) =>
        endReasons.has(jti) && !isRevoked(jti) ? { jti, at: now, protocol, ids: [id] } : [],
      ),
    );
    const added = named.flatMap(({ item, jti }) =>
      endReasons.has(jti) ? [] : (this.toNewSession(item, jti, mediaServerId, now) ?? []),
    );
    await this.writer.add(added, true);
    return named.filter(({ jti }) => isRevoked(jti)).map(({ item }) => item);
  }

  /** Skips a session that the database rejects, so that all others are written. */
  private writeEach<T extends { readonly jti: string }>(
    rows: readonly T[],
    write: (rows: readonly T[]) => Promise<void>,
  ): Promise<void> {
    return this.faults.writeEach('viewing-sessions', rows, ({ jti }) => `session ${jti}`, write);
  }

  /** Drops the byte counts. */
  reset(): void {
    this.bytes.clear();
  }

  private toNewSession(item: SessionItem, jti: string, mediaServerId: number, now: Date): NewSession | null {
    const found = this.index.streamAt(item.path);
    // Only the transcoder reads the video to be re-encoded.
    if (!found || found.stream === 'raw') return null;
    const { pit } = found;
    const beganAt = item.created ?? now;
    return {
      jti,
      workshopId: pit.workshopId,
      pitId: pit.pitId,
      path: item.path,
      mediaServerId,
      viewer: { kind: 'unknown', id: null },
      protocol: item.kind,
      address: item.remoteAddr.replace(/:\d+$/, ''),
      userAgent: '',
      mediaIds: [item.id],
      issuedAt: beganAt,
      beganAt,
      leaseUntil: new Date(now.getTime() + this.config.unrenewedSeconds * 1000),
    };
  }
}

/** The token's jti, which is the user name from v1.17.1 on; else the media server's id, which is a UUID too. */
function nameOf({ user, id }: SessionItem): string {
  return [user, id].find((name) => UUID_FORMAT.test(name)) ?? randomUUID();
}
