/** @jest-environment node */
import { parseWorkload, validateField, TYPICAL_INPUT, applyMeasured } from './workload-form';

describe('the workload form', () => {
  it.each([
    ['12', 12],
    [' 12 ', 12],
    ['2.5', 2.5],
    ['2,5', 2.5],
  ])('accepts decimal points and commas: %j', (text, value) => {
    expect(parseWorkload({ ...TYPICAL_INPUT, mainMbits: text })?.mainMbits).toBe(value);
  });

  it.each(['', '-1', '1e3', 'four', '201', '1.2.3'])('rejects %j', (text) => {
    expect(parseWorkload({ ...TYPICAL_INPUT, mainMbits: text })).toBeNull();
    expect(validateField('mainMbits', text)).toBe('Enter a number from 0 to 200.');
  });

  it('applies measured values and keeps the others', () => {
    const entry = applyMeasured({ ...TYPICAL_INPUT, subMbits: '0.3' }, { pits: 3, mainMbits: 1.07 });
    expect(entry).toEqual({ ...TYPICAL_INPUT, subMbits: '0.3', pits: '3', mainMbits: '1.07' });
  });
});
