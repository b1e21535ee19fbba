import { describeProduct } from '../describe-product';
import { findMediaMtx, inJwtMode, SIMULATOR } from '../target';

// The rest of the suite says the same in both modes; SYSTEM_SUITE_JWT=whole runs it all the same.
const scope = process.env['SYSTEM_SUITE_JWT'] === 'whole' ? 'whole' : 'access';
const found = findMediaMtx();
const real = found && inJwtMode(found);
if (found && !real) {
  process.stderr.write(`Skipped: JWT mode with MediaMTX ${found.version}, which is older than v1.12.3.\n`);
}

const simulator = inJwtMode(SIMULATOR) ?? SIMULATOR;
describe('in JWT mode with the simulator', () => describeProduct(simulator, scope));

(real ? describe : describe.skip)(`in JWT mode with MediaMTX ${found?.version ?? '(none found)'}`, () =>
  describeProduct(real ?? simulator, scope),
);
