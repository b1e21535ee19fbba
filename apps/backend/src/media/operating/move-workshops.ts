import { Injectable, Logger } from '@nestjs/common';
import { ControlApiProblem } from '@ppf/mediamtx';
import { DataSource } from 'typeorm';
import { StreamStatusStore } from '../../pits';
import { MediaServers } from '../running/media-servers';
import { type Readiness, readinessOf } from './await-paths';
import { ReachableServers } from './reachable-servers';
import { type Move } from './spread-workshops';

/** Times of a move, in milliseconds. Tests shorten them. */
export const MOVE_TIMING = {
  /** For the new server's leader to make the paths. */
  pathsMs: 20_000,
  /** More for cameras to send there, so that viewers find a picture. One that is off is not waited for longer. */
  picturesMs: 4000,
  /** Between two looks. */
  everyMs: 250,
};

/**
 * Moves workshops to other media servers. The new one has their paths first: the move is noted, whoever leads there
 * makes them, and only then are viewers told of it, the old one's paths removed and with them its viewers disconnected.
 * A move that fails leaves everything as it was.
 */
@Injectable()
export class MoveWorkshops {
  private readonly logger = new Logger(MoveWorkshops.name);

  constructor(
    private readonly servers: MediaServers,
    private readonly dataSource: DataSource,
    private readonly board: StreamStatusStore,
    private readonly reachable: ReachableServers,
  ) {}

  /** @throws DomainError media-server-unreachable, when a server that is moved to does not have the paths in time. */
  async move(moves: readonly Move[]): Promise<void> {
    const targets = [...new Set(moves.map(({ to }) => to))];
    const until = Date.now() + MOVE_TIMING.pathsMs;
    try {
      for (const to of targets) await this.begin(to, workshopsTo(moves, to));
      await Promise.all(targets.map((to) => this.prepared(to, new Set(workshopsTo(moves, to)), until)));
      for (const to of targets) await this.finish(to, workshopsTo(moves, to));
    } catch (failure) {
      for (const to of targets) await this.giveUp(to, workshopsTo(moves, to));
      throw failure;
    }
  }

  private async begin(to: number, workshops: readonly number[]): Promise<void> {
    await this.dataSource.query(
      `UPDATE workshop SET moving_to_id = $1, moving_since = now() WHERE id = ANY($2) AND media_server_id <> $1`,
      [to, workshops],
    );
  }

  private async finish(to: number, workshops: readonly number[]): Promise<void> {
    await this.dataSource.query(
      `UPDATE workshop SET media_server_id = $1, moving_to_id = NULL, moving_since = NULL
       WHERE id = ANY($2) AND moving_to_id = $1`,
      [to, workshops],
    );
    this.logger.log(`Moved to media server ${to}: workshops ${workshops.join(', ')}.`);
  }

  private async giveUp(to: number, workshops: readonly number[]): Promise<void> {
    await this.dataSource.query(
      `UPDATE workshop SET moving_to_id = NULL, moving_since = NULL WHERE id = ANY($2) AND moving_to_id = $1`,
      [to, workshops],
    );
  }

  /** Waits until the server has the paths, and a little for the cameras to send there. */
  private async prepared(to: number, workshops: ReadonlySet<number>, until: number): Promise<void> {
    let pictures = Infinity;
    for (let seen = await this.look(to, workshops); ; seen = await this.look(to, workshops)) {
      const now = Date.now();
      if (seen?.lacking === 0) pictures = Math.min(pictures, now + MOVE_TIMING.picturesMs);
      if (seen?.lacking === 0 && (seen.awaited === 0 || now > pictures)) return;
      if (now > until) {
        // One path that the server refuses, as the old one may, holds up no move.
        if (seen && seen.lacking < seen.wanted) return;
        throw this.reachable.unreachable([to]);
      }
      await new Promise((resolve) => setTimeout(resolve, MOVE_TIMING.everyMs));
    }
  }

  /** Null: it does not answer, or this backend does not know of it yet. */
  private async look(to: number, workshops: ReadonlySet<number>): Promise<Readiness | null> {
    const server = this.servers.get(to);
    try {
      return server ? await readinessOf(server, workshops, this.board) : null;
    } catch (problem) {
      if (problem instanceof ControlApiProblem) return null;
      throw problem;
    }
  }
}

function workshopsTo(moves: readonly Move[], server: number): readonly number[] {
  return moves.filter(({ to }) => to === server).map(({ workshopId }) => workshopId);
}
