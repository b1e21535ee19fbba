import { describeProduct } from './describe-product';
import { findMediaMtx, SIMULATOR } from './target';

const found = findMediaMtx();
if (!found) {
  process.stderr.write(
    'Skipped: the system suite against a real MediaMTX. None found: set MEDIAMTX_BIN or put mediamtx on the PATH.\n',
  );
}

(found ? describe : describe.skip)(`with MediaMTX ${found?.version ?? '(none found)'}`, () =>
  describeProduct(found ?? SIMULATOR),
);
