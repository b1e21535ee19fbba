/** How one thing of an installation stands; `unknown`: it could not be looked at. */
export type CheckState = 'ok' | 'warning' | 'fault' | 'unknown';

/** One thing that was looked at. Holds no secret. */
export interface InstallationCheck {
  /** `database`, `media server 1: hook`. */
  readonly what: string;
  readonly state: CheckState;
  /** What was found, in a sentence or a few words. */
  readonly found: string;
  /** What to do; null: nothing. */
  readonly fix: string | null;
}

/** Whether an installation has a fault. */
export function hasFault(checks: readonly InstallationCheck[]): boolean {
  return checks.some(({ state }) => state === 'fault');
}
