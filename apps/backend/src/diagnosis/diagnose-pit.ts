import { Injectable } from '@nestjs/common';
import type { Diagnosis } from '@ppf/contracts';
import type { Principal } from '../auth';
import type { PitEntity } from '../pits';
import { Clock } from '../platform/clock';
import { DomainError } from '../platform/problems/domain-error';
import { decideDiagnosis } from './decide/decide-diagnosis';
import { DiagnosisTurns } from './diagnosis-turns';
import { AskServerSide } from './facts/ask-server-side';
import { FindCameraSide } from './facts/find-camera-side';
import { AskOtherHooks } from './sharing/ask-other-hooks';
import { PlayerFindingsBoard } from './player-findings-board';

/** About as long as a diagnosis takes. */
const TRY_AGAIN_SECONDS = 8;

/** Finds out what is wrong with a pit's picture. Changes nothing. */
@Injectable()
export class DiagnosePit {
  private readonly turns = new DiagnosisTurns();

  constructor(
    private readonly cameraSide: FindCameraSide,
    private readonly serverSide: AskServerSide,
    private readonly hooks: AskOtherHooks,
    private readonly players: PlayerFindingsBoard,
    private readonly clock: Clock,
  ) {}

  /**
   * @param signal Ends it, when whoever asked has gone.
   * @throws DomainError too-many-requests or not-ready; the signal's reason when it is aborted.
   */
  async diagnose(principal: Principal, pit: PitEntity, signal: AbortSignal): Promise<Diagnosis> {
    if (!this.turns.begin(principal.id))
      throw new DomainError('too-many-requests', {
        detail: `Something is being diagnosed already. Try again in ${TRY_AGAIN_SECONDS} s.`,
        retryAfterSeconds: TRY_AGAIN_SECONDS,
      });
    try {
      const began = this.clock.now();
      const [{ publishKeyHash, ...camera }, server] = await Promise.all([
        this.cameraSide.find(principal, pit, began, signal),
        this.serverSide.ask(pit, principal.id, began),
      ]);
      const memory = await this.hooks.ask(server.path, publishKeyHash);
      const facts = {
        at: this.clock.now(),
        ...camera,
        ...server,
        hook: { ...memory, probedAt: began },
        player: this.players.of(pit.id, principal.id),
      };
      return decideDiagnosis(facts, principal.role);
    } finally {
      this.turns.end(principal.id);
    }
  }
}
