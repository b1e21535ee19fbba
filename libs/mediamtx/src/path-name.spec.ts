import { parsePath, pathOf, rawPathOf } from './path-name';

describe('path names', () => {
  it('names a pit by its workshop and number', () => {
    expect(pathOf(1, 4)).toBe('workshop-1/pit-4');
    expect(pathOf(1, 4, 'sub')).toBe('workshop-1/pit-4/sub');
    expect(rawPathOf(1, 4)).toBe('workshop-1/pit-4/raw');
  });

  it.each([
    ['main', pathOf(2_147_483_647, 9999)],
    ['sub', pathOf(2_147_483_647, 9999, 'sub')],
    ['raw', rawPathOf(2_147_483_647, 9999)],
  ])('reads back what it named: %s', (stream, path) => {
    expect(parsePath(path)).toEqual({ workshopId: 2_147_483_647, pitNumber: 9999, stream });
  });

  it.each([
    '',
    'workshop-1',
    'workshop-1/pit-',
    'workshop-01/pit-1',
    'workshop-0/pit-1',
    'workshop-1/pit-1/',
    '/workshop-1/pit-1',
    'workshop-1/pit-1\n',
    'workshop-1/pit-1x',
    'workshop-1/pit-1/low',
    'workshop-1/pit-1/sub/',
    'workshop-1/pit-1/sub/raw',
    'workshop-1/pit-1/SUB',
    'workshop-2147483648/pit-1',
    '~^workshop-[0-9]+/pit-[0-9]+$',
  ])('rejects %j', (path) => {
    expect(parsePath(path)).toBeNull();
  });
});
