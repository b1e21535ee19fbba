import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { workspaceRoot } from '../../world/workspace-root';

/** One line of the table that `npm run chaos` ends with. */
export interface Healing {
  /** What went wrong. */
  readonly fault: string;
  /** The media server that it was tried with, or `-`. */
  readonly on: string;
  /** What counted as healed. */
  readonly healed: string;
  readonly milliseconds: number;
  /** Longest time that is promised. */
  readonly promised: number;
}

/** Notes how long something took to heal, and fails the test when it took longer than is promised. */
export function noteHealing(healing: Healing): void {
  const folder = path.join(workspaceRoot, 'reports/chaos');
  mkdirSync(folder, { recursive: true });
  appendFileSync(path.join(folder, 'healing.jsonl'), `${JSON.stringify(healing)}\n`);
  expect(healing.milliseconds).toBeLessThanOrEqual(healing.promised);
}

/** Waits with `until` and notes how long that took since `since`, an instant of performance.now(). */
export async function heals(
  healing: Omit<Healing, 'milliseconds'>,
  since: number,
  until: () => Promise<unknown>,
): Promise<void> {
  await until();
  noteHealing({ ...healing, milliseconds: Math.round(performance.now() - since) });
}
