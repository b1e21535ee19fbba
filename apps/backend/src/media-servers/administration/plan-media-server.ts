import { Injectable } from '@nestjs/common';
import type { MediaServerPlan } from '@ppf/contracts';
import { ControlApiProblem } from '@ppf/mediamtx';
import { DomainError } from '../../platform/problems/domain-error';
import { MediaServers } from '../servers/media-servers';

/** Compares a media server with the paths that its cameras need. Changes nothing. */
@Injectable()
export class PlanMediaServer {
  constructor(private readonly servers: MediaServers) {}

  /** @throws DomainError media-server-unreachable */
  async plan(serverId: number): Promise<MediaServerPlan> {
    const server = this.servers.get(serverId);
    if (!server) throw new DomainError('media-server-unreachable', { retryAfterSeconds: 1 });
    try {
      return await server.worker.plan();
    } catch (cause) {
      // The message names the call and our reason. It never contains text from MediaMTX.
      if (cause instanceof ControlApiProblem)
        throw new DomainError('media-server-unreachable', { detail: cause.message, cause });
      throw cause;
    }
  }
}
