import { Injectable } from '@nestjs/common';
import { ControlApiProblem } from '@ppf/mediamtx';
import { DomainError } from '../../platform/problems/domain-error';
import { message } from '../messages';
import { PlacementIndex } from '../placement/placement-index';
import { MediaServers } from './media-servers';

/** Checks which media servers are reachable now. */
@Injectable()
export class ReachableServers {
  constructor(
    private readonly servers: MediaServers,
    private readonly placements: PlacementIndex,
  ) {}

  /**
   * Filters media servers by a call to each control API, all in parallel.
   * @throws DomainError media-server-unreachable, which names them, when none is reachable
   */
  async among(ids: readonly number[]): Promise<readonly number[]> {
    const results = await Promise.all(ids.map((id) => this.isReachable(id)));
    const reachable = ids.filter((_, index) => results[index]);
    if (reachable.length === 0) throw this.unreachable(ids);
    return reachable;
  }

  /** The problem that these media servers are unreachable. */
  unreachable(ids: readonly number[]): DomainError {
    const names = ids.map((id) => `“${this.placements.server(id)?.name ?? id}”`).join(', ');
    return new DomainError('media-server-unreachable', {
      detail: message('unreachable', { names, count: ids.length }),
    });
  }

  private async isReachable(id: number): Promise<boolean> {
    try {
      return (await this.servers.get(id)?.api.info()) !== undefined;
    } catch (problem) {
      if (problem instanceof ControlApiProblem) return false;
      throw problem;
    }
  }
}
