import { ProbeFailure, severityOf } from '../faults/probe-fault';
import type { ProbeFault, ProbeStep, ProbeStepName } from './probe-report';

function toProbeFault({ code, refusal, detail }: ProbeFailure): ProbeFault {
  return { code, severity: severityOf(code), refusal, detail };
}

/** Executes the steps of a test and records the result of each. */
export class ProbeSteps {
  private readonly taken: ProbeStep[] = [];

  constructor(private readonly now: () => number) {}

  get list(): readonly ProbeStep[] {
    return this.taken;
  }

  /**
   * Records a step. @param warning Warning of a successful step; null: none.
   * @throws ProbeFailure as the step does, once it is written down.
   */
  async run<Result>(
    step: ProbeStepName,
    work: () => Promise<Result>,
    warning: () => ProbeFailure | null = () => null,
  ): Promise<Result> {
    const start = this.now();
    try {
      const result = await work();
      this.record(step, warning(), start);
      return result;
    } catch (failure) {
      if (failure instanceof ProbeFailure) this.record(step, failure, start);
      throw failure;
    }
  }

  /** Records an executed step with a fault, which ends the test only if it is an error. */
  record(step: ProbeStepName, failure: ProbeFailure | null, start: number): void {
    const ms = this.elapsedSince(start);
    if (failure === null) this.taken.push({ step, ok: true, ms });
    else {
      const fault = toProbeFault(failure);
      this.taken.push({ step, ok: fault.severity === 'warning', ms, fault });
    }
  }

  private elapsedSince(start: number): number {
    return Math.round(this.now() - start);
  }
}
