import { readNeed, sizingFault, USUAL_ENTRY, withMeasured } from './sizing-entry';

describe('the numbers of a plan', () => {
  it.each([
    ['12', 12],
    [' 12 ', 12],
    ['2.5', 2.5],
    ['2,5', 2.5],
  ])('are read as people write them: %j', (text, value) => {
    expect(readNeed({ ...USUAL_ENTRY, mainMbits: text })?.mainMbits).toBe(value);
  });

  it.each(['', '-1', '1e3', 'four', '201', '1.2.3'])(
    'are not planned with while one is wrong: %j',
    (text) => {
      expect(readNeed({ ...USUAL_ENTRY, mainMbits: text })).toBeNull();
      expect(sizingFault('mainMbits', text)).toBe('A number from 0 to 200.');
    },
  );

  it('take what was measured, and leave what was not as it stands', () => {
    const entry = withMeasured({ ...USUAL_ENTRY, subMbits: '0.3' }, { pits: 3, mainMbits: 1.07 });
    expect(entry).toEqual({ ...USUAL_ENTRY, subMbits: '0.3', pits: '3', mainMbits: '1.07' });
  });
});
