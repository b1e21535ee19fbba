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
    const asked = [...this.checks].map(async ([part, check]) => ({
      part,
      ready: await inTime(check, timeoutMs),
    }));
    return (await Promise.all(asked)).filter(({ ready }) => !ready).map(({ part }) => part);
  }
}

async function inTime(check: ReadinessCheck, timeoutMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  try {
    return await Promise.race([Promise.resolve().then(check), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
