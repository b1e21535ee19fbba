import { pageOf, readPage } from './paging';

const rows = [1, 2, 3, 4, 5];
const page = (cursor: string | undefined, limit: number) => {
  const asked = readPage(cursor === undefined ? { limit } : { cursor, limit });
  const found = rows.filter((row) => row > asked.after).slice(0, limit + 1);
  return pageOf(
    found,
    asked,
    (row) => row,
    (row) => `row ${row}`,
  );
};

describe('paging', () => {
  it('returns each row of a list once, and ends', () => {
    const first = page(undefined, 2);
    const second = page(first.next_cursor ?? '', 2);
    const third = page(second.next_cursor ?? '', 2);
    expect([first.items, second.items, third.items].flat()).toEqual(rows.map((row) => `row ${row}`));
    expect(third.next_cursor).toBeNull();
  });

  it('has no next page when the last row just fits', () => {
    expect(page(undefined, 5).next_cursor).toBeNull();
  });

  it.each([
    'nonsense',
    '',
    Buffer.from('after:-1').toString('base64url'),
    Buffer.from('after:99999999999').toString('base64url'),
  ])('refuses the cursor %p', (cursor) => {
    expect(() => readPage({ cursor })).toThrow(expect.objectContaining({ code: 'validation-failed' }));
  });
});
