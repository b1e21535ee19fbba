import { findProgram } from '../../proxies/proxy';
import { findMediaMtx, SIMULATOR, type Target } from '../../world/target';

/** Declares tests of the stream doctor: with a real MediaMTX where there is one, else with the simulator. */
export function describeDoctor(about: string, programs: readonly string[], body: (target: Target) => void) {
  const target = findMediaMtx() ?? SIMULATOR;
  const name = `the stream doctor, with ${target.kind} ${target.version ?? ''}: ${about}`;
  const missing = ['ffmpeg', ...programs].filter((program) => !findProgram(program));
  if (missing.length === 0) return describe(name, () => body(target));
  process.stderr.write(`Skipped: ${about}, for want of ${missing.join(' and ')}.\n`);
  describe.skip(name, () => body(target));
}
