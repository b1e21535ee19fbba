import { Injectable } from '@nestjs/common';
import type { PlayerFindings } from '@ppf/contracts';
import { Clock } from '../platform/clock';
import type { FindingFacts } from './facts/pit-facts';

/** Players whose findings are kept; those told longest ago go first. */
const MOST = 2000;
/** Findings say something of now for so long. */
const FRESH_MS = 2 * 60_000;

interface Told {
  readonly at: number;
  readonly facts: Omit<FindingFacts, 'ageMs'>;
}

/** What players last told of what they see, by pit and person, in memory of this process. */
@Injectable()
export class PlayerFindingsBoard {
  private readonly told = new Map<string, Told>();

  constructor(private readonly clock: Clock) {}

  /** Notes what a player of somebody's sees of a pit. */
  note(pitId: number, userId: number, findings: PlayerFindings): void {
    const at = this.clock.now().getTime();
    const key = `${pitId} ${userId}`;
    this.told.delete(key);
    this.told.set(key, { at, facts: { findings, clockAheadMs: Date.parse(findings.clock) - at } });
    const [oldest] = this.told.keys();
    if (this.told.size > MOST && oldest !== undefined) this.told.delete(oldest);
  }

  /** What somebody's player sees of a pit; null: none has told lately. */
  of(pitId: number, userId: number): FindingFacts | null {
    const told = this.told.get(`${pitId} ${userId}`);
    if (!told) return null;
    const ageMs = this.clock.now().getTime() - told.at;
    return ageMs < FRESH_MS ? { ...told.facts, ageMs } : null;
  }
}
