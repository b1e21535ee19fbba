import { Injectable } from '@nestjs/common';
import type { Diagnosis } from '@ppf/contracts';
import type { Principal } from '../auth';
import type { PitEntity } from '../pits';
import { Clock } from '../platform/clock';
import { DomainError } from '../platform/problems/domain-error';
import { decideDiagnosis } from './decide/decide-diagnosis';
import { DiagnosisLimiter } from './diagnosis-limiter';
import { CollectServerFacts } from './facts/collect-server-facts';
import { CollectCameraFacts } from './facts/collect-camera-facts';
import { HookHistoryExchange } from './sharing/hook-history-exchange';
import { PlayerFindingsStore } from './sharing/player-findings-store';

/** About as long as a diagnosis takes. */
const TRY_AGAIN_SECONDS = 8;

/** Finds out what is wrong with a pit's picture. Changes nothing. */
@Injectable()
export class DiagnosePit {
  private readonly limiter = new DiagnosisLimiter();

  constructor(
    private readonly cameraSide: CollectCameraFacts,
    private readonly serverSide: CollectServerFacts,
    private readonly hookHistory: HookHistoryExchange,
    private readonly players: PlayerFindingsStore,
    private readonly clock: Clock,
  ) {}

  /**
   * @param signal Ends it, when whoever asked has gone.
   * @throws DomainError too-many-requests or not-ready; the signal's reason when it is aborted.
   */
  async diagnose(principal: Principal, pit: PitEntity, signal: AbortSignal): Promise<Diagnosis> {
    if (!this.limiter.begin(principal.id))
      throw new DomainError('too-many-requests', {
        detail: `Something is being diagnosed already. Try again in ${TRY_AGAIN_SECONDS} s.`,
        retryAfterSeconds: TRY_AGAIN_SECONDS,
      });
    try {
      const began = this.clock.now();
      const [{ publishKeyHash, ...camera }, server] = await Promise.all([
        this.cameraSide.collect(principal, pit, began, signal),
        this.serverSide.collect(pit, principal.id, began),
      ]);
      const memory = await this.hookHistory.collect(server.path, publishKeyHash);
      const facts = {
        at: this.clock.now(),
        ...camera,
        ...server,
        hook: { ...memory, probedAt: began },
        player: this.players.find(pit.id, principal.id),
      };
      return decideDiagnosis(facts, principal.role);
    } finally {
      this.limiter.end(principal.id);
    }
  }
}
