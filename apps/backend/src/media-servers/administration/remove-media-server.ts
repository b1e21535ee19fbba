import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { violatedConstraint } from '../../platform/database/violated-constraint';
import { DomainError } from '../../platform/problems/domain-error';
import { lockOtherServersInUse } from '../moving/lock-other-servers-in-use';
import { MediaServerEntity } from '../placement/media-server.entity';

/** Constraints of rows that refer to a media server: workshops that are placed on it or move to it, and its edges. */
const REFERENCE_CONSTRAINTS = /^(workshop_(keeps|moves_to)_media_server|media_server_keeps_origin)$/;

/** Removes a media server that no workshop is placed on. */
@Injectable()
export class RemoveMediaServer {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws DomainError media-server-is-configured, media-server-not-empty or no-other-media-server */
  async remove({ id, isConfigured, edgeOfId }: MediaServerEntity): Promise<void> {
    if (isConfigured) throw new DomainError('media-server-is-configured');
    try {
      await this.dataSource.transaction(async (manager) => {
        if (edgeOfId === null) await lockOtherServersInUse(manager, id);
        await manager.delete(MediaServerEntity, { id });
      });
    } catch (cause) {
      if (REFERENCE_CONSTRAINTS.test(violatedConstraint(cause) ?? ''))
        throw new DomainError('media-server-not-empty', { cause });
      throw cause;
    }
  }
}
