import { MOST_ROWS, readCameraTable } from './read-camera-table';

const rowsOf = (csv: string) => {
  const table = readCameraTable(csv);
  if (table.kind !== 'rows') throw new Error(JSON.stringify(table.errors));
  return table.rows.map(({ line, cells }) => [line, Object.fromEntries(cells)]);
};

describe('a table of cameras', () => {
  it.each([
    ['commas', 'number,name\n1,Door\n'],
    ['semicolons, as spreadsheets write them where the comma is decimal', 'number;name\r\n1;Door\r\n'],
    ['tabs, as they are copied from a spreadsheet', 'number\tname\n1\tDoor'],
    ['a byte order mark and odd letters in the header', '\ufeff Number ,NAME\n1, Door \n'],
    ['empty lines and cells', '\nnumber,name,host\n\n1,Door,\n\n'],
  ])('may have %s', (_, csv) => {
    expect(rowsOf(csv).map(([, cells]) => cells)).toEqual([{ number: '1', name: 'Door' }]);
  });

  it('keeps quotes, delimiters, line ends and spaces of a password', () => {
    const csv = 'number,user,password\n1,admin,"p@ss:/#?%, ""x""; y "\n2,admin, a b \n';
    expect(rowsOf(csv)).toEqual([
      [2, { number: '1', user: 'admin', password: 'p@ss:/#?%, "x"; y ' }],
      [3, { number: '2', user: 'admin', password: ' a b ' }],
    ]);
  });

  it.each<[string, string, object[]]>([
    ['nothing', '', [{ column: null, message: expect.stringMatching(/empty/) }]],
    ['no row', 'number,host\n', [{ column: null, message: expect.stringMatching(/no row/) }]],
    ['no number', 'name,host\nDoor,10.0.0.5', [{ column: 'number', message: 'is missing' }]],
    [
      'no header, and does not repeat what stands there',
      '1,rtsp://u:secret@10.0.0.5/a',
      [
        { column: null, message: 'has no known name in column 1' },
        { column: null, message: 'has no known name in column 2' },
        { column: 'number', message: 'is missing' },
        { column: null, message: 'has no row below its first line' },
      ],
    ],
    ['a column twice', 'number,host,host\n1,a,b', [{ column: 'host', message: 'is there twice' }]],
    ['an open quote', 'number,name\n1,"Door', [{ column: null, message: expect.stringMatching(/no CSV/) }]],
    [
      'too many rows',
      `number\n${'1\n'.repeat(MOST_ROWS + 1)}`,
      [{ column: null, message: expect.stringMatching(/more than 500/) }],
    ],
  ])('is not read when it has %s', (_, csv, errors) => {
    const table = readCameraTable(csv);
    expect(table).toEqual({ kind: 'unreadable', errors });
    expect(JSON.stringify(table)).not.toContain('secret');
  });
});
