import { MAX_ROWS, parseCameraTable } from './parse-camera-table';

const rowsOf = (csv: string) => {
  const table = parseCameraTable(csv);
  if (table.kind !== 'rows') throw new Error(JSON.stringify(table.errors));
  return table.rows.map(({ line, cells }) => [line, Object.fromEntries(cells)]);
};

describe('a table of cameras', () => {
  it.each([
    ['commas', 'number,name\n1,Door\n'],
    ['semicolons, as spreadsheets write them where the comma is decimal', 'number;name\r\n1;Door\r\n'],
    ['tabs, as they are copied from a spreadsheet', 'number\tname\n1\tDoor'],
    ['a byte order mark and odd letters in the header', '\ufeff Number ,NAME\n1, Door \n'],
    ['tabs and a line that names them', 'sep=\t\nnumber\tname\n1\tDoor'],
    ['a line that names the semicolon', 'sep=;\r\nnumber;name\r\n1;Door\r\n'],
    ['one in quotes, after a byte order mark', '\ufeff"sep=;"\r\nnumber;name\r\n1;Door\r\n'],
    ['one that names a bar, with delimiters after it', 'sep=|;;\nnumber|name\n1|Door\n'],
    ['a delimiter after its last name', 'number;name;\r\n1;Door;\r\n'],
    ['delimiters after its last name and no more in its rows', 'number;name;;;\r\n1;Door\r\n'],
    ['a column between that has no name and nothing in it', 'number,,name\n1,,Door\n'],
    ['an empty line before semicolons', '\r\nnumber;name\r\n1;Door\r\n'],
    ['lines as an old Mac ends them', 'number;name\r1;Door\r'],
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
    ['nothing', '', [{ column: null, message: expect.stringMatching(/^The file is empty/) }]],
    ['no row', 'number,host\n', [{ column: null, message: expect.stringMatching(/^The file has no row/) }]],
    ['no number', 'name,host\nDoor,10.0.0.5', [{ column: 'number', message: 'is missing' }]],
    [
      'no header, and does not repeat what stands there',
      '1,rtsp://u:secret@10.0.0.5/a',
      [
        { column: null, message: 'Line 1, column 1 has an unknown name.' },
        { column: null, message: 'Line 1, column 2 has an unknown name.' },
        { column: 'number', message: 'is missing' },
        { column: null, message: 'The file has no row after its first line.' },
      ],
    ],
    [
      'a column without a name and something in it',
      'number;name;\n1;Door\n2;Gate;secret\n',
      [{ column: null, message: 'Column 3 has no name in the first line, but a value in line 3.' }],
    ],
    [
      'lost letters in its header',
      'sep=;\nnumber;na\ufffdme\n1;Door\n',
      [{ column: null, message: expect.stringMatching(/^Line 2, column 2 contains U\+FFFD/) }],
    ],
    ['a column twice', 'number,host,host\n1,a,b', [{ column: 'host', message: 'occurs twice' }]],
    [
      'an open quote',
      'number,name\n1,"Door',
      [{ column: null, message: expect.stringMatching(/^The file is not valid CSV/) }],
    ],
    [
      'too many rows',
      `number\n${'1\n'.repeat(MAX_ROWS + 1)}`,
      [{ column: null, message: expect.stringMatching(/more than 500/) }],
    ],
  ])('is not read when it has %s', (_, csv, errors) => {
    const table = parseCameraTable(csv);
    expect(table).toEqual({ kind: 'unreadable', errors });
    expect(JSON.stringify(table)).not.toContain('secret');
  });

  it('reports lost characters in any cell by line and column', () => {
    const table = parseCameraTable('sep=;\nnumber;name;password\n1;Door;\n\n2;T\ufffdr;gr\ufffdn-77\n');
    if (table.kind !== 'rows') throw new Error(JSON.stringify(table.errors));
    const message = (at: number) =>
      expect.stringMatching(new RegExp(`^contains U\\+FFFD at character ${at},`));
    expect(table.rows.map(({ line, errors }) => [line, errors])).toEqual([
      [3, []],
      [
        5,
        [
          { column: 'name', message: message(2) },
          { column: 'password', message: message(3) },
        ],
      ],
    ]);
    expect(JSON.stringify(table.rows[1]?.errors)).not.toContain('n-77');
  });
});
