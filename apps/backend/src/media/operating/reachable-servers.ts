import { Injectable } from '@nestjs/common';
import { ControlApiProblem } from '@ppf/mediamtx';
import { PlacementIndex } from '../../placement';
import { DomainError } from '../../platform/problems/domain-error';
import { MediaServers } from '../running/media-servers';

/** Finds out which media servers answer now. */
@Injectable()
export class ReachableServers {
  constructor(
    private readonly servers: MediaServers,
    private readonly placements: PlacementIndex,
  ) {}

  /**
   * Those of some servers that answer, asked now and all at the same time.
   * @throws DomainError media-server-unreachable, which names them, when none does
   */
  async among(ids: readonly number[]): Promise<readonly number[]> {
    const answers = await Promise.all(ids.map((id) => this.answers(id)));
    const reachable = ids.filter((_, index) => answers[index]);
    if (reachable.length === 0) throw this.unreachable(ids);
    return reachable;
  }

  /** The problem that these servers do not answer. */
  unreachable(ids: readonly number[]): DomainError {
    const names = ids.map((id) => `“${this.placements.server(id)?.name ?? id}”`).join(', ');
    const does = ids.length === 1 ? 'does' : 'do';
    return new DomainError('media-server-unreachable', {
      detail: `${names} ${does} not answer, so nothing was moved or changed. Check that it runs, then try again.`,
    });
  }

  private async answers(id: number): Promise<boolean> {
    try {
      return (await this.servers.get(id)?.api.info()) !== undefined;
    } catch (problem) {
      if (problem instanceof ControlApiProblem) return false;
      throw problem;
    }
  }
}
