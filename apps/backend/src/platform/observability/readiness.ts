import { withDeadline } from '../scheduling/with-deadline';

/** Whether a component can work now; false or a rejection: it cannot. */
export type ReadinessCheck = () => boolean | Promise<boolean>;

/** Conditions for this process to accept requests. Components add their checks when they start. */
export class Readiness {
  private readonly checks = new Map<string, ReadinessCheck>();

  /** Adds a check with a name for operators. */
  require(part: string, check: ReadinessCheck): void {
    this.checks.set(part, check);
  }

  /** Names of all checks. */
  get parts(): readonly string[] {
    return [...this.checks.keys()];
  }

  /** Names of the checks that fail, each within `timeoutMs`. */
  async missing(timeoutMs = 2000): Promise<string[]> {
    const results = [...this.checks].map(async ([part, check]) => ({
      part,
      isReady: await isReadyInTime(check, timeoutMs),
    }));
    return (await Promise.all(results)).filter(({ isReady }) => !isReady).map(({ part }) => part);
  }
}

function isReadyInTime(check: ReadinessCheck, timeoutMs: number): Promise<boolean> {
  const result = Promise.resolve()
    .then(check)
    .catch(() => false);
  return withDeadline(result, timeoutMs, () => false);
}
