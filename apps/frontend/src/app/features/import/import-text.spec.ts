/** @jest-environment node */
import type { CameraImport, CameraImportRow } from '@ppf/contracts';
import { errorText, importText, isValid, rowText, TEMPLATE } from './import-text';

const row: CameraImportRow = {
  ...{ line: 2, number: 1, name: null, host: null, user: null },
  ...{ action: 'create-pit', pit_id: null, errors: [] },
};
const invalid: CameraImportRow = {
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
    [{}, '1 row, valid.', true],
    [{ rows: [] }, 'The file has no rows.', false],
    [
      { rows: [row, invalid] },
      '1 of 2 rows has an error. Correct the file. Nothing is imported until all rows are valid.',
      false,
    ],
    [{ errors: [{ column: 'colour', message: 'is not known' }] }, 'Can’t read the file.', false],
    [{ done: true, rows: [row, row] }, '2 rows imported.', true],
  ])('of %j is “%s”, valid: %s', (changes, text, valid) => {
    expect(importText(found(changes))).toBe(text);
    expect(isValid(found(changes))).toBe(valid);
  });
});

describe('rowText', () => {
  it.each(['create-pit', 'set-camera', 'replace-camera'] as const)(
    'describes %s before and after',
    (action) => {
      expect(rowText({ ...row, action }, false)).toMatch(/(Create|Add|Replace) .*camera/);
      expect(rowText({ ...row, action }, true)).toMatch(/created|added|replaced/);
    },
  );

  it('mentions the missing publish key of a new camera that publishes', () => {
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

  it('is empty for an invalid row', () => expect(rowText({ ...row, action: null }, false)).toBe(''));
});

describe('errorText', () => {
  it.each([
    [{ column: 'url', message: 'must be an address' }, '“url” must be an address.'],
    [{ column: 'tls_fingerprint', message: 'is not known' }, '“tls_fingerprint” is not known.'],
    [{ column: null, message: 'The pit has a camera.' }, 'The pit has a camera.'],
    [{ column: null, message: 'Line 1, column 2 has no known name' }, 'Line 1, column 2 has no known name.'],
  ])('of %j is “%s”', (fault, text) => expect(errorText(fault)).toBe(text));
});

describe('TEMPLATE', () => {
  it('uses numbers that the sample workshop, with pits 1 to 4, does not use', () => {
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
