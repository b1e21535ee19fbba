import { parseWorkload, validateField, TYPICAL_INPUT, applyMeasured } from './workload-form';

describe('the numbers of a plan', () => {
  it.each([
    ['12', 12],
    [' 12 ', 12],
    ['2.5', 2.5],
    ['2,5', 2.5],
  ])('are read as people write them: %j', (text, value) => {
    expect(parseWorkload({ ...TYPICAL_INPUT, mainMbits: text })?.mainMbits).toBe(value);
  });

  it.each(['', '-1', '1e3', 'four', '201', '1.2.3'])(
    'are not planned with while one is wrong: %j',
    (text) => {
      expect(parseWorkload({ ...TYPICAL_INPUT, mainMbits: text })).toBeNull();
      expect(validateField('mainMbits', text)).toBe('A number from 0 to 200.');
    },
  );

  it('take what was measured, and leave what was not as it stands', () => {
    const entry = applyMeasured({ ...TYPICAL_INPUT, subMbits: '0.3' }, { pits: 3, mainMbits: 1.07 });
    expect(entry).toEqual({ ...TYPICAL_INPUT, subMbits: '0.3', pits: '3', mainMbits: '1.07' });
  });
});
