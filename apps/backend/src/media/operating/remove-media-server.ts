import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MediaServerEntity } from '../../placement';
import { violatedConstraint } from '../../platform/database/violated-constraint';
import { DomainError } from '../../platform/problems/domain-error';
import { othersInUse } from './others-in-use';

/** A workshop that is placed on it or on its way there, an edge that fetches from it. */
const KEEPS_IT = /^(workshop_(keeps|moves_to)_media_server|media_server_keeps_origin)$/;

/** Removes a media server that carries nothing. */
@Injectable()
export class RemoveMediaServer {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws DomainError media-server-is-configured, media-server-not-empty or no-other-media-server */
  async remove({ id, isConfigured, edgeOfId }: MediaServerEntity): Promise<void> {
    if (isConfigured) throw new DomainError('media-server-is-configured');
    try {
      await this.dataSource.transaction(async (manager) => {
        if (edgeOfId === null) await othersInUse(manager, id);
        await manager.delete(MediaServerEntity, { id });
      });
    } catch (cause) {
      if (KEEPS_IT.test(violatedConstraint(cause) ?? ''))
        throw new DomainError('media-server-not-empty', { cause });
      throw cause;
    }
  }
}
