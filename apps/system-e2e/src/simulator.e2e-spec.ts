import { describeProduct } from './describe-product';
import { SIMULATOR } from './target';

describe('with the simulator', () => describeProduct(SIMULATOR));
