import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { workspaceRoot } from '../../world/workspace-root';

/** One row of the result table of `npm run chaos`. */
export interface Healing {
  /** The fault. */
  readonly fault: string;
  /** The media server of the test, or `-`. */
  readonly on: string;
  /** Criterion of recovery. */
  readonly healed: string;
  readonly milliseconds: number;
  /** Maximum time that the product promises. */
  readonly promised: number;
}

/** Records a recovery time, and fails the test if it exceeds the promised maximum. */
export function noteHealing(healing: Healing): void {
  const folder = path.join(workspaceRoot, 'reports/chaos');
  mkdirSync(folder, { recursive: true });
  appendFileSync(path.join(folder, 'healing.jsonl'), `${JSON.stringify(healing)}\n`);
  expect(healing.milliseconds).toBeLessThanOrEqual(healing.promised);
}

/** Waits with `until` and records the time since `since`, an instant of performance.now(). */
export async function heals(
  healing: Omit<Healing, 'milliseconds'>,
  since: number,
  until: () => Promise<unknown>,
): Promise<void> {
  await until();
  noteHealing({ ...healing, milliseconds: Math.round(performance.now() - since) });
}
