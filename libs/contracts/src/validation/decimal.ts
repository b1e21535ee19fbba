import { Transform } from 'class-transformer';

/**
 * Reads a query parameter that is a whole number, in decimal digits. Anything else stays the text that it is, which the
 * validation then refuses: JavaScript would take `0x10`, `1e1` and ` 5` for numbers too.
 */
export function Decimal(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value,
  );
}
