import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { notify } from '../../../platform/database/notify';
import { type NotifyPayload } from '../../../platform/database/notify-channels';

/** Ids per notification: PostgreSQL accepts 8000 bytes, and an id has at most ten digits. */
const MAX_IDS_PER_NOTIFICATION = 700;

/** Notifies the other replicas which viewing sessions to read again. */
@Injectable()
export class SessionNotifier {
  private readonly replica = randomUUID();

  constructor(private readonly dataSource: DataSource) {}

  /** @param includeSelf Whether this replica reads them again too. */
  async notify(ids: readonly number[], includeSelf = false): Promise<void> {
    for (let from = 0; from < ids.length; from += MAX_IDS_PER_NOTIFICATION) {
      await notify(this.dataSource, 'viewing_sessions', {
        fromReplica: includeSelf ? '' : this.replica,
        ids: ids.slice(from, from + MAX_IDS_PER_NOTIFICATION),
      });
    }
  }

  /** The ids in a notification; none when this replica sent it for the others. */
  idsOf({ fromReplica, ids }: NotifyPayload<'viewing_sessions'>): readonly number[] {
    return fromReplica === this.replica ? [] : ids;
  }
}
