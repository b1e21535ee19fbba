import { ValidateIf } from 'class-validator';

/**
 * Marks a field that a request may leave out. `null` is no absence: it is validated, and refused unless the type has it.
 * class-validator's `IsOptional` lets `null` pass every check; it is for fields whose type has `null`.
 */
export function MayBeAbsent(): PropertyDecorator {
  return ValidateIf((_request, value) => value !== undefined);
}
