import { Injectable } from '@nestjs/common';
import type { Diagnosis } from '@ppf/contracts';
import type { Principal } from '../auth';
import type { PitEntity } from '../pits';
import { Clock } from '../platform/clock';
import { DomainError } from '../platform/problems/domain-error';
import { decideDiagnosis } from './decide/decide-diagnosis';
import { DiagnosisLimiter } from './diagnosis-limiter';
import { CollectCameraFacts } from './facts/collect-camera-facts';
import { CollectServerFacts } from './facts/collect-server-facts';
import { message } from './messages';
import { HookHistoryExchange } from './sharing/hook-history-exchange';
import { PlayerFindingsStore } from './sharing/player-findings-store';

/** About the duration of a diagnosis. */
const RETRY_AFTER_SECONDS = 8;

/** Finds out why a pit has no picture, or a bad one. Changes nothing. */
@Injectable()
export class DiagnosePit {
  private readonly limiter = new DiagnosisLimiter();

  constructor(
    private readonly cameraFacts: CollectCameraFacts,
    private readonly serverFacts: CollectServerFacts,
    private readonly hookHistory: HookHistoryExchange,
    private readonly players: PlayerFindingsStore,
    private readonly clock: Clock,
  ) {}

  /**
   * @param signal Aborts the diagnosis, for example when the client disconnects.
   * @throws DomainError too-many-requests or not-ready; the signal's reason when it is aborted.
   */
  async diagnose(principal: Principal, pit: PitEntity, signal: AbortSignal): Promise<Diagnosis> {
    const diagnosis = await this.limiter.run(principal.id, pit.workshopId, () =>
      this.run(principal, pit, signal),
    );
    if (diagnosis) return diagnosis;
    throw new DomainError('too-many-requests', {
      detail: message('diagnosis-running', { seconds: RETRY_AFTER_SECONDS }),
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    });
  }

  private async run(principal: Principal, pit: PitEntity, signal: AbortSignal): Promise<Diagnosis> {
    const startedAt = this.clock.now();
    const [{ publishKeyHash, ...camera }, server] = await Promise.all([
      this.cameraFacts.collect(principal, pit, startedAt, signal),
      this.serverFacts.collect(pit, principal.id, startedAt),
    ]);
    const hookHistory = await this.hookHistory.collect(server.path, publishKeyHash);
    const facts = {
      at: this.clock.now(),
      ...camera,
      ...server,
      hook: { ...hookHistory, probedAt: startedAt },
      player: this.players.find(pit.id, principal.id),
    };
    return decideDiagnosis(facts, principal.role);
  }
}
