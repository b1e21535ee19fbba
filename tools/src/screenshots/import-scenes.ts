// The import of many pits and their cameras.
import type { Page } from 'playwright-core';
import type { Scene } from './scene.ts';
import { answer, asRole, inTurn, json, says } from './arrange.ts';

const IMPORT = '**/cameras/import';
const IMPORTED = ['create-pit', 'create-pit', 'set-camera', 'replace-camera'].map((action, at) => ({
  line: at + 2,
  number: at + 1,
  name: at === 0 ? 'Tür Süd' : null,
  host: `192.168.1.${20 + at}`,
  user: at === 3 ? null : 'admin',
  action,
  pit_id: null,
  errors: [],
}));
const giveTable = (page: Page) =>
  page.locator('input[type=file]').setInputFiles({
    name: 'pits.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('number;name;url\n1;Tür Süd;rtsp://cam/s\n', 'latin1'),
  });

/** As in `SCENES`. */
export const IMPORT_SCENES: readonly Scene[] = [
  {
    name: 'import',
    open: (page) => page.goto('/pits/import'),
    act: (page) => page.getByText('Supported columns').click(),
  },
  {
    name: 'import-checked',
    arrange: (page) => answer(page, IMPORT, json({ done: false, errors: [], rows: IMPORTED })),
    open: (page) => page.goto('/pits/import'),
    act: inTurn(giveTable, says('1 row, valid')),
  },
  {
    name: 'import-faults',
    arrange: (page) => {
      const errors = [
        { column: 'url', message: 'must be like rtsp://user:password@host:554/path' },
        { column: 'number', message: 'is in another row too' },
      ];
      const rows = IMPORTED.map((row, at) => (at === 1 ? { ...row, action: null, errors } : row));
      return answer(page, IMPORT, json({ done: false, errors: [], rows }));
    },
    open: (page) => page.goto('/pits/import'),
    act: inTurn(giveTable, says('Correct the file')),
  },
  {
    name: 'import-done',
    arrange: (page) =>
      answer(
        page,
        IMPORT,
        json({ done: true, errors: [], rows: IMPORTED.map((row) => ({ ...row, pit_id: row.number })) }),
      ),
    open: (page) => page.goto('/pits/import'),
    act: inTurn(giveTable, says('imported.')),
  },
  {
    name: 'import-staff',
    arrange: (page) => asRole(page, 'staff'),
    open: (page) => page.goto('/pits/import'),
  },
];
