import { hashSecret } from '../../../platform/crypto/secrets';
import { StrayPublishes } from './stray-publishes';

const AT = new Date('2026-11-25T12:00:00Z');

describe('StrayPublishes', () => {
  it('finds the last denied request by the hash of its key', () => {
    const strays = new StrayPublishes();
    strays.add('key-1', { at: AT, path: 'workshop-1/pit-8' });
    strays.add('key-1', { at: AT, path: 'workshop-1/pit-9' });
    expect(strays.of(hashSecret('key-1'))).toEqual({ at: AT, path: 'workshop-1/pit-9' });
    expect(strays.of(hashSecret('key-2'))).toBeUndefined();
  });

  it('stores no key, and a bounded number of hashes', () => {
    const strays = new StrayPublishes();
    for (let n = 0; n < 3000; n += 1) strays.add(`key-${n}`, { at: AT, path: 'elsewhere' });
    expect(strays.of(hashSecret('key-0'))).toBeUndefined();
    expect(strays.of(hashSecret('key-2999'))).toBeDefined();
    expect(JSON.stringify([...strays['byHash']])).not.toContain('key-');
  });
});
