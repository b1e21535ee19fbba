import { DIAGNOSIS_FAULT_CODES } from '@ppf/contracts';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../../../..');
const document = readFileSync(path.join(root, 'docs/architecture/diagnosis.md'), 'utf8');
const specs = path.join(root, 'apps/system-e2e/src/deployment/doctor');

/** Rows of the table: faults, how they are made, the spec that does. */
const made = [...document.matchAll(/^\| ((?:`[\w-]+`(?:, )?)+) +\| .+ \| `([\w-]+)` +\|$/gm)].flatMap(
  ([, codes = '', spec = '']) => [...codes.matchAll(/[\w-]+/g)].map(([code]) => ({ code, spec })),
);

describe('the table of faults that are made for real', () => {
  it('has every fault once', () => {
    expect(made.map(({ code }) => code).sort()).toEqual([...DIAGNOSIS_FAULT_CODES].sort());
  });

  it.each(made)('names for $code a spec that expects it', ({ code, spec }) => {
    expect(readFileSync(path.join(specs, `${spec}.deployment-spec.ts`), 'utf8')).toContain(`'${code}'`);
  });
});
