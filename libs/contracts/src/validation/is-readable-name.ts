import { ValidateBy, type ValidationArguments } from 'class-validator';
import { forbiddenInName } from '../camera-address/forbidden-character';
import { forbiddenCharacterName } from '../camera-address/forbidden-character-name';

/** Validates a name or note: visible characters and spaces, not blank. Combine it with `IsString`. */
export function IsReadableName(): PropertyDecorator {
  return ValidateBy({
    name: 'isReadableName',
    validator: { validate: (value) => faultOf(value) === null, defaultMessage },
  });
}

function faultOf(value: unknown): string | null {
  if (typeof value !== 'string') return 'must be a string';
  const refused = forbiddenInName(value);
  if (refused !== null) return `must not contain ${forbiddenCharacterName(refused)}`;
  return value.trim() === '' && value !== '' ? 'must not be blank' : null;
}

function defaultMessage(its?: ValidationArguments): string {
  return `${its?.property ?? ''} ${faultOf(its?.value) ?? 'must be readable'}`;
}
