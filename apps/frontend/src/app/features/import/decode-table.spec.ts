import { decodeTable, decodeTableAs, type TableEncoding } from './decode-table';

const CSV = 'number;name;user;password\r\n1;Tür Süd;admin;grün-77\r\n';
/** “ü” by encoding; the rest is ASCII. */
const U_UMLAUT = { 'windows-1252': 0xfc, ibm850: 0x81, macintosh: 0x9f } as const;

function narrow(umlaut: number): Uint8Array {
  return Uint8Array.from(CSV, (letter) => (letter === 'ü' ? umlaut : letter.charCodeAt(0)));
}

function wide(littleEndian: boolean, mark: boolean): Uint8Array {
  const text = `${mark ? '\ufeff' : ''}${CSV}`;
  const view = new DataView(new ArrayBuffer(text.length * 2));
  [...text].forEach((letter, at) => view.setUint16(at * 2, letter.charCodeAt(0), littleEndian));
  return new Uint8Array(view.buffer);
}

describe('decodeTable', () => {
  const utf8 = new TextEncoder().encode(CSV);

  it.each<[string, Uint8Array, TableEncoding, boolean]>([
    ['UTF-8', utf8, 'utf-8', true],
    ['UTF-8 with a byte order mark', new TextEncoder().encode(`\ufeff${CSV}`), 'utf-8', true],
    ['Windows-1252, as Excel writes it', narrow(U_UMLAUT['windows-1252']), 'windows-1252', false],
    ['DOS, as Excel’s “CSV (MS-DOS)” is', narrow(U_UMLAUT.ibm850), 'ibm850', false],
    ['Mac, as Excel’s “CSV (Macintosh)” is', narrow(U_UMLAUT.macintosh), 'macintosh', false],
    ['UTF-16, as Excel’s “Unicode text” is', wide(true, true), 'utf-16le', true],
    ['UTF-16, big-endian', wide(false, true), 'utf-16be', true],
    ['UTF-16 without its mark', wide(true, false), 'utf-16le', true],
    ['UTF-16, big-endian, without its mark', wide(false, false), 'utf-16be', true],
  ])('reads %s', (_, bytes, encoding, isCertain) => {
    expect(decodeTable(bytes)).toEqual({ text: CSV, encoding, isCertain, letters: ['ü'] });
  });

  it('finds no non-ASCII characters in ASCII', () => {
    const ascii = new TextEncoder().encode('number\n1\n');
    expect(decodeTable(ascii)).toEqual({
      text: 'number\n1\n',
      encoding: 'utf-8',
      isCertain: true,
      letters: [],
    });
  });

  it('decodes in the encoding that the user selects', () => {
    const bytes = Uint8Array.of(0xc6, 0xe8, 0x3b, 0xcc);
    expect(decodeTableAs(bytes, 'windows-1251').text).toBe('Жи;М');
    expect(decodeTableAs(bytes, 'windows-1250').text).toBe('Ćč;Ě');
  });

  it('keeps bytes that are invalid in the chosen encoding visible', () => {
    expect(decodeTableAs(narrow(U_UMLAUT['windows-1252']), 'utf-8').text).toContain('T\ufffdr');
    expect(decodeTable(wide(true, true).slice(0, -1)).text.endsWith('\ufffd')).toBe(true);
  });
});
