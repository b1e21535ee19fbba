import { parsePath, pathOf } from './path-name';

describe('path names', () => {
  it('names a pit by its workshop and number', () => {
    expect(pathOf(1, 4)).toBe('workshop-1/pit-4');
  });

  it('reads back what it named', () => {
    expect(parsePath(pathOf(2_147_483_647, 9999))).toEqual({ workshopId: 2_147_483_647, pitNumber: 9999 });
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
    'workshop-2147483648/pit-1',
    '~^workshop-[0-9]+/pit-[0-9]+$',
  ])('takes %j for nobody’s', (path) => {
    expect(parsePath(path)).toBeNull();
  });
});
