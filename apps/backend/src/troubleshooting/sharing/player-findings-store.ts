import { Injectable } from '@nestjs/common';
import type { PlayerFindings } from '@ppf/contracts';
import { Clock } from '../../platform/clock';
import type { PlayerFacts } from '../facts/pit-facts';

/** Maximum number of stored reports. The oldest are removed first. */
const MAX_REPORTS = 2000;
/** How long a report is valid. */
const REPORT_TTL_MS = 2 * 60_000;

interface StoredReport {
  readonly at: number;
  readonly facts: Omit<PlayerFacts, 'ageMs'>;
}

/** The newest report of each user's player about each pit, in this process. */
@Injectable()
export class PlayerFindingsStore {
  private readonly reports = new Map<string, StoredReport>();

  constructor(private readonly clock: Clock) {}

  /** Stores the report of a user's player about a pit, in place of the previous one. */
  record(pitId: number, userId: number, findings: PlayerFindings): void {
    const at = this.clock.now().getTime();
    const key = `${pitId} ${userId}`;
    this.reports.delete(key);
    this.reports.set(key, { at, facts: { findings, clockAheadMs: Date.parse(findings.clock) - at } });
    const [oldest] = this.reports.keys();
    if (this.reports.size > MAX_REPORTS && oldest !== undefined) this.reports.delete(oldest);
  }

  /** Returns the valid report of a user's player about a pit; null: there is none. */
  find(pitId: number, userId: number): PlayerFacts | null {
    const report = this.reports.get(`${pitId} ${userId}`);
    if (!report) return null;
    const ageMs = this.clock.now().getTime() - report.at;
    return ageMs < REPORT_TTL_MS ? { ...report.facts, ageMs } : null;
  }
}
