import { Injectable } from '@nestjs/common';
import { REVOCATION_CAUSES } from '@ppf/contracts';
import { type SessionItem } from '@ppf/mediamtx';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { StreamsConfig } from '../../config/streams.config';
import { RowFaults } from '../../platform/observability/row-faults';
import { AccessIndex } from '../access-index/access-index';
import { Revocations } from '../revocation/revocations';
import { ByteTally } from './byte-tally';
import { carrierOf, readEndReasons, readOpenViewings, writeEnds, writeProgress } from './open-viewings';
import { type OpenViewing, type Settlement, type ViewingProgress } from './settle-viewings';
import { type NewViewing, WriteViewings } from './write-viewings';

/** Milliseconds between two writings of what a session has come to; its end is written at once. */
const WRITE_EVERY_MS = 10_000;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The records of viewing sessions as the leader keeps them: what goes on, what has ended, with the bytes. */
@Injectable()
export class ViewingLedger {
  private readonly tally = new ByteTally();

  constructor(
    private readonly dataSource: DataSource,
    private readonly revocations: Revocations,
    private readonly index: AccessIndex,
    private readonly writes: WriteViewings,
    private readonly config: StreamsConfig,
    private readonly faults: RowFaults,
  ) {}

  /** What goes on at a media server, as it is recorded. */
  open(mediaServerId: number): Promise<OpenViewing[]> {
    return readOpenViewings(this.dataSource, mediaServerId, this.revocations, this.faults);
  }

  /** Notes what the media server carries. */
  async goOn(carried: readonly ViewingProgress[], now: Date): Promise<void> {
    const counted = carried.map(({ viewing, items }) => ({
      viewing,
      id: viewing.id,
      protocol: carrierOf(items),
      bytes: this.tally.count(viewing.jti, items, viewing.bytesSent),
    }));
    const due = counted.filter(
      ({ viewing, protocol }) =>
        !viewing.wasListed ||
        protocol !== viewing.protocol ||
        now.getTime() - viewing.seenAt.getTime() >= WRITE_EVERY_MS,
    );
    const progress = due.map(({ id, protocol, bytes, viewing: { jti } }) => ({ id, jti, protocol, bytes }));
    await this.writeEach(progress, (some) => writeProgress(this.dataSource, some, now));
  }

  /** Notes what has ended, and tells every replica. */
  async end(ended: Settlement['ended']): Promise<void> {
    const counted = ended.map((end) => {
      const { jti, bytesSent } = end.viewing;
      return { ...end, jti, bytes: this.tally.take(jti) ?? bytesSent };
    });
    await this.writeEach(counted, (some) => writeEnds(this.dataSource, some));
    await this.writes.told(ended.map(({ viewing }) => viewing.id));
  }

  /**
   * Takes readers in that nobody recorded: their admission was lost with a killed process, or they came another way.
   * One that was taken for over goes on.
   * @returns those who were ended by us before, and are there all the same
   */
  async adopt(
    mediaServerId: number,
    readers: readonly SessionItem[],
    now: Date,
  ): Promise<readonly SessionItem[]> {
    const named = readers.map((item) => ({ item, jti: nameOf(item) }));
    if (named.length === 0) return [];
    const before = await readEndReasons(
      this.dataSource,
      named.map(({ jti }) => jti),
    );
    const isRevoked = (jti: string) => REVOCATION_CAUSES.some((cause) => cause === before.get(jti));
    await this.writes.seen(
      named.flatMap(({ item: { kind: protocol, id }, jti }) =>
        before.has(jti) && !isRevoked(jti) ? { jti, at: now, protocol, ids: [id] } : [],
      ),
    );
    const added = named.flatMap(({ item, jti }) =>
      before.has(jti) ? [] : (this.viewingOf(item, jti, mediaServerId, now) ?? []),
    );
    await this.writes.add(added, true);
    return named.filter(({ jti }) => isRevoked(jti)).map(({ item }) => item);
  }

  /** A session that the database refuses keeps no other one of the media server from being written. */
  private writeEach<T extends { readonly jti: string }>(
    rows: readonly T[],
    write: (rows: readonly T[]) => Promise<void>,
  ): Promise<void> {
    return this.faults.writeEach('viewing-sessions', rows, ({ jti }) => `session ${jti}`, write);
  }

  /** Forgets what was counted. */
  reset(): void {
    this.tally.clear();
  }

  private viewingOf(item: SessionItem, jti: string, mediaServerId: number, now: Date): NewViewing | null {
    const found = this.index.streamAt(item.path);
    // What is to be re-encoded is read by its transcoder only.
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

/** The token's jti, which is its user name from v1.17.1 on; else the media server's id, which is a UUID too. */
function nameOf({ user, id }: SessionItem): string {
  return [user, id].find((name) => UUID.test(name)) ?? randomUUID();
}
