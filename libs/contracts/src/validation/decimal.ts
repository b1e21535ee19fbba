import { Transform } from 'class-transformer';

/**
 * Parses a query parameter with a decimal integer. Other text stays unchanged, and the validation refuses it: JavaScript would
 * also convert `0x10`, `1e1` and ` 5` to numbers.
 */
export function Decimal(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value,
  );
}
