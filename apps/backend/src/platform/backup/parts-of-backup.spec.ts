import { BackupRefused } from './backup-format';
import { partsOfBackup } from './parts-of-backup';

const HEADER = ['header', { format: 'ppf-monitoring-backup', format_version: 1, migrations: [] }];
const KEEPSAKES = ['keepsakes', { secrets: {}, files: {} }];

async function read(lines: readonly unknown[]): Promise<string[]> {
  async function* written(): AsyncGenerator<string> {
    for (const line of lines) yield await Promise.resolve(JSON.stringify(line));
  }
  const kinds: string[] = [];
  for await (const [kind] of partsOfBackup(written())) kinds.push(kind);
  return kinds;
}

describe('a backup', () => {
  it('is read part by part', async () => {
    const lines = [HEADER, KEEPSAKES, ['manifest', { tables: [], sequences: {} }]];
    expect(await read(lines)).toEqual(['header', 'keepsakes', 'manifest']);
  });

  it.each<[string, unknown[]]>([
    ['nothing for a header', [['header', null]]],
    ['a text for a header', [['header', 'ppf-monitoring-backup']]],
    ['nothing that is kept', [HEADER, ['keepsakes', null]]],
    ['an invalid table', [HEADER, KEEPSAKES, ['table', null]]],
    ['a number for a table', [HEADER, KEEPSAKES, ['table', 7]]],
    ['nothing for a manifest', [HEADER, KEEPSAKES, ['manifest', null]]],
    ['a list for a manifest', [HEADER, KEEPSAKES, ['manifest', []]]],
    ['a manifest that says nothing', [HEADER, KEEPSAKES, ['manifest', {}]]],
    ['a manifest without sequences', [HEADER, KEEPSAKES, ['manifest', { tables: [] }]]],
    ['texts for sequences', [HEADER, KEEPSAKES, ['manifest', { tables: [], sequences: 'pit_id_seq' }]]],
  ])('with %s is refused as damaged, and not by a fault of ours', async (_, lines) => {
    await expect(read(lines)).rejects.toBeInstanceOf(BackupRefused);
  });
});

describe('a backup that is not whole', () => {
  const TABLE = ['table', { table: 'pit', columns: ['id'] }];
  const MANIFEST = ['manifest', { tables: [], sequences: {} }];

  it.each<[unknown[], RegExp]>([
    [
      [['header', { format: 'ppf-monitoring-backup', format_version: 2, version: '9.0.0' }]],
      /9\.0\.0.* newer/,
    ],
    [[['header', { format: 'another' }]], /not a backup/],
    [[KEEPSAKES], /not a backup/],
    [[HEADER], /no end/],
    [[HEADER, TABLE], /damaged/],
    [[HEADER, KEEPSAKES, { id: 1 }], /damaged/],
    [[HEADER, KEEPSAKES, TABLE, { id: 1 }, MANIFEST], /damaged/],
    [[HEADER, KEEPSAKES, MANIFEST, TABLE], /damaged/],
  ])('is refused: %j', async (lines, words) => {
    await expect(read(lines)).rejects.toThrow(words);
  });
});
