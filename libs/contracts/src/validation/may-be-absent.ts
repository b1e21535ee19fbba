import { ValidateIf } from 'class-validator';

/**
 * Marks a field that may be absent. `null` does not count as absent: it is validated, and refused unless the type allows it.
 * class-validator's `IsOptional` skips the validation of `null`; use it for fields that may be null.
 */
export function MayBeAbsent(): PropertyDecorator {
  return ValidateIf((_request, value) => value !== undefined);
}
