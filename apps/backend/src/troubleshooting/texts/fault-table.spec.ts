import { DIAGNOSIS_FAULT_CODES } from '@ppf/contracts';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../../../../..');
const document = readFileSync(path.join(root, 'docs/architecture/troubleshooting.md'), 'utf8');
const specs = path.join(root, 'apps/system-e2e/src/deployment/doctor');

/** Rows of the table: codes, how each is reproduced, and the spec. */
const rows = [...document.matchAll(/^\| ((?:`[\w-]+`(?:, )?)+) +\| .+ \| `([\w-]+)` +\|$/gm)].flatMap(
  ([, codes = '', spec = '']) => [...codes.matchAll(/[\w-]+/g)].map(([code]) => ({ code, spec })),
);

describe('the table of reproduced findings', () => {
  it('contains every finding once', () => {
    expect(rows.map(({ code }) => code).sort()).toEqual([...DIAGNOSIS_FAULT_CODES].sort());
  });

  it.each(rows)('names a spec that expects $code', ({ code, spec }) => {
    expect(readFileSync(path.join(specs, `${spec}.deployment-spec.ts`), 'utf8')).toContain(`'${code}'`);
  });
});
