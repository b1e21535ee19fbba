import { FAULT_TEXTS, REFUSAL_TEXTS } from './fault-texts';
import { ProbeFailure } from './probe-fault';
/** A failure in words. */
export function faultOf({ code, refusal }) {
  return { code, ...FAULT_TEXTS[code], ...(refusal === null ? {} : REFUSAL_TEXTS[refusal]) };
}
/** Takes the steps of a test and writes down how each went. */
export class ProbeSteps {
  now;
  taken = [];
  constructor(now) {
    this.now = now;
  }
  get list() {
    return this.taken;
  }
  /** Takes a step. @throws ProbeFailure as the step does, once it is written down. */
  async take(step, work) {
    const start = this.now();
    try {
      const result = await work();
      this.taken.push({ step, ok: true, ms: this.since(start) });
      return result;
    } catch (failure) {
      if (failure instanceof ProbeFailure) this.note(step, failure, start);
      throw failure;
    }
  }
  /** Writes down a step that was taken and showed a fault, which ends the test only if it is an error. */
  note(step, failure, start) {
    const ms = this.since(start);
    if (failure === null) this.taken.push({ step, ok: true, ms });
    else {
      const fault = faultOf(failure);
      this.taken.push({ step, ok: fault.severity === 'warning', ms, fault });
    }
  }
  since(start) {
    return Math.round(this.now() - start);
  }
}
