/** Whether one part can do its work now; false or a rejection: it cannot. */
export type ReadinessCheck = () => boolean | Promise<boolean>;

/** What must hold before this process takes requests. Parts add their own checks when they start. */
export class Readiness {
  private readonly checks = new Map<string, ReadinessCheck>();

  /** Adds a check under a name that operators will read. */
  require(part: string, check: ReadinessCheck): void {
    this.checks.set(part, check);
  }

  /** The names of all parts. */
  get parts(): readonly string[] {
    return [...this.checks.keys()];
  }

  /** The parts that are not ready, each asked for at most `timeoutMs`. */
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
