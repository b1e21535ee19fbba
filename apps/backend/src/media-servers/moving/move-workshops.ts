import { Injectable, Logger } from '@nestjs/common';
import { ControlApiProblem } from '@ppf/mediamtx';
import { DataSource } from 'typeorm';
import { delay } from '../../platform/scheduling/delay';
import { type PathReadiness } from '../servers/media-server-worker';
import { MediaServers } from '../servers/media-servers';
import { ReachableServers } from '../servers/reachable-servers';
import { type Move } from './spread-workshops';

/** Limits of a move, in milliseconds. Tests shorten them. */
export const MOVE_TIMING = {
  /** How long the leader of the target media server may take to create the paths. */
  pathsMs: 20_000,
  /** Additional time that the move waits for cameras to publish there, so that viewers have a picture. */
  picturesMs: 4000,
  /** Interval between two checks. */
  everyMs: 250,
};

/**
 * Moves workshops to other media servers. The target gets the paths first: the move is stored, and the leader of the
 * target creates them. Only then do viewers get the new address, and the old media server loses its paths, which
 * disconnects its viewers. A move that fails changes nothing.
 */
@Injectable()
export class MoveWorkshops {
  private readonly logger = new Logger(MoveWorkshops.name);

  constructor(
    private readonly servers: MediaServers,
    private readonly dataSource: DataSource,
    private readonly reachable: ReachableServers,
  ) {}

  /** @throws DomainError media-server-unreachable, when a target does not have the paths in time. */
  async move(moves: readonly Move[]): Promise<void> {
    const targets = [...new Set(moves.map(({ to }) => to))];
    const deadline = Date.now() + MOVE_TIMING.pathsMs;
    try {
      for (const to of targets) await this.begin(to, workshopsTo(moves, to));
      await Promise.all(
        targets.map((to) => this.waitForPaths(to, new Set(workshopsTo(moves, to)), deadline)),
      );
      for (const to of targets) await this.finish(to, workshopsTo(moves, to));
    } catch (failure) {
      for (const to of targets) await this.cancel(to, workshopsTo(moves, to));
      throw failure;
    }
  }

  private async begin(to: number, workshopIds: readonly number[]): Promise<void> {
    await this.dataSource.query(
      `UPDATE workshop SET moving_to_id = $1, moving_since = now() WHERE id = ANY($2) AND media_server_id <> $1`,
      [to, workshopIds],
    );
  }

  private async finish(to: number, workshopIds: readonly number[]): Promise<void> {
    await this.dataSource.query(
      `UPDATE workshop SET media_server_id = $1, moving_to_id = NULL, moving_since = NULL
       WHERE id = ANY($2) AND moving_to_id = $1`,
      [to, workshopIds],
    );
    this.logger.log(`Moved to media server ${to}: workshops ${workshopIds.join(', ')}.`);
  }

  private async cancel(to: number, workshopIds: readonly number[]): Promise<void> {
    await this.dataSource.query(
      `UPDATE workshop SET moving_to_id = NULL, moving_since = NULL WHERE id = ANY($2) AND moving_to_id = $1`,
      [to, workshopIds],
    );
  }

  /** Waits until the media server has the paths, and a little longer for cameras to send there. */
  private async waitForPaths(to: number, workshopIds: ReadonlySet<number>, deadline: number): Promise<void> {
    let pictureDeadline = Infinity;
    for (;;) {
      const readiness = await this.readReadiness(to, workshopIds);
      const now = Date.now();
      if (readiness?.missing === 0) {
        pictureDeadline = Math.min(pictureDeadline, now + MOVE_TIMING.picturesMs);
        if (readiness.pending === 0 || now > pictureDeadline) return;
      }
      if (now > deadline) {
        // A single path that the target refuses does not block the move: the old media server may refuse it too.
        if (readiness && readiness.missing < readiness.desired) return;
        throw this.reachable.unreachable([to]);
      }
      await delay(MOVE_TIMING.everyMs);
    }
  }

  /** Null: the media server is unreachable, or its row has not reached this backend yet. */
  private async readReadiness(to: number, workshopIds: ReadonlySet<number>): Promise<PathReadiness | null> {
    try {
      return (await this.servers.get(to)?.worker.pathReadiness(workshopIds)) ?? null;
    } catch (problem) {
      if (problem instanceof ControlApiProblem) return null;
      throw problem;
    }
  }
}

function workshopsTo(moves: readonly Move[], serverId: number): readonly number[] {
  return moves.filter(({ to }) => to === serverId).map(({ workshopId }) => workshopId);
}
