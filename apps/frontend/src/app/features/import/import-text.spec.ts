import type { CameraImport, CameraImportRow } from '@ppf/contracts';
import { faultText, importText, isRight, rowText, TEMPLATE } from './import-text';

const row: CameraImportRow = {
  ...{ line: 2, number: 1, name: null, host: null, user: null },
  ...{ action: 'create-pit', pit_id: null, errors: [] },
};
const wrong: CameraImportRow = {
  ...row,
  line: 3,
  errors: [{ column: 'url', message: 'must be an address' }],
};
const found = (changes: Partial<CameraImport>): CameraImport => ({
  done: false,
  errors: [],
  rows: [row],
  ...changes,
});

describe('importText', () => {
  it.each<[Partial<CameraImport>, string, boolean]>([
    [{}, '1 row, all of them right.', true],
    [{ rows: [] }, 'The table has no rows.', false],
    [{ rows: [row, wrong] }, '1 row of 2 cannot be imported. Nothing is changed until all can.', false],
    [{ errors: [{ column: 'colour', message: 'is not known' }] }, 'The table cannot be read.', false],
    [{ done: true, rows: [row, row] }, '2 rows imported.', true],
  ])('of %j is “%s”, to be imported: %s', (changes, text, right) => {
    expect(importText(found(changes))).toBe(text);
    expect(isRight(found(changes))).toBe(right);
  });
});

describe('rowText', () => {
  it.each(['create-pit', 'set-camera', 'replace-camera'] as const)('tells %s before and after', (action) => {
    expect(rowText({ ...row, action }, false)).toMatch(/s the (pit|camera)/);
    expect(rowText({ ...row, action }, true)).toMatch(/made|set|replaced/);
  });

  it('says that a camera that sends has no publish key yet, once it is there', () => {
    const pulled = { ...row, host: '192.168.1.20' };
    expect(rowText(row, true)).toContain('no publish key yet');
    expect(
      [
        rowText(row, false),
        rowText(pulled, true),
        rowText({ ...row, action: 'replace-camera' }, true),
      ].join(),
    ).not.toContain('key');
  });

  it('says nothing of a row that cannot be read', () =>
    expect(rowText({ ...row, action: null }, false)).toBe(''));
});

describe('faultText', () => {
  it.each([
    [{ column: 'url', message: 'must be an address' }, '“url” must be an address.'],
    [{ column: 'tls_fingerprint', message: 'is not known' }, '“tls_fingerprint” is not known.'],
    [{ column: null, message: 'The pit has a camera.' }, 'The pit has a camera.'],
    [{ column: null, message: 'Line 1, column 2 has no known name' }, 'Line 1, column 2 has no known name.'],
  ])('of %j is “%s”', (fault, text) => expect(faultText(fault)).toBe(text));
});

describe('TEMPLATE', () => {
  it('uses numbers that the sample workshop, with pits 1 to 4, leaves free', () => {
    const numbers = TEMPLATE.trim()
      .split('\r\n')
      .slice(1)
      .map((line) => Number(line.split(',')[0]));
    expect(Math.min(...numbers)).toBeGreaterThan(4);
  });

  it('has as many cells in each row as in its header', () => {
    const lines = TEMPLATE.trim().split('\r\n');
    for (const line of lines) expect(line.split(',')).toHaveLength(4);
  });
});
