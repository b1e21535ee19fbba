import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import type { FieldFault } from '@ppf/contracts';
import type { ValidationError } from 'class-validator';
import { DomainError } from '../problems/domain-error';

/** No request has more levels; 64 kB of brackets would exhaust the stack of whoever walks through them. */
const MOST_LEVELS = 8;

/** Validates what DTO classes describe. Unknown fields are refused, and no fault repeats a value. */
@Injectable()
export class RequestPipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      stopAtFirstError: true,
      validationError: { target: false, value: false },
      exceptionFactory: (errors) =>
        new DomainError('validation-failed', { errors: errors.flatMap(faultsOf) }),
    });
  }

  /** Nest's entry point. */
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // An id has a pipe of its own, which must see it as it was sent: this one would take `0x1` for a number.
    if (metadata.type === 'param') return value;
    if (metadata.type === 'body') refuseWhatIsNoObject(value);
    // A custom decorator's value is ours, not the caller's.
    if (metadata.type !== 'custom') refuseUnstorable(value, '', MOST_LEVELS);
    return super.transform(value, metadata) as Promise<unknown>;
  }
}

// The pipe itself would take an array for a list of DTOs, each of them unchecked.
function refuseWhatIsNoObject(value: unknown): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
  throw new DomainError('validation-failed', {
    errors: [{ field: '', message: 'the body must be a JSON object' }],
  });
}

// PostgreSQL's text holds no U+0000: it would answer an error where the caller is at fault. Half a surrogate pair is no
// character: encoded as UTF-8 it would be kept as U+FFFD, which is another text than the answer says.
function refuseUnstorable(value: unknown, field: string, levels: number): void {
  const message = typeof value === 'string' ? faultOfText(value) : null;
  if (message !== null) throw new DomainError('validation-failed', { errors: [{ field, message }] });
  if (typeof value !== 'object' || value === null) return;
  if (levels === 0)
    throw new DomainError('validation-failed', { errors: [{ field, message: 'is nested too deeply' }] });
  for (const [name, inner] of Object.entries(value)) {
    // The pipe itself passes over it, as if nobody had sent it.
    if (name === 'constructor')
      throw new DomainError('validation-failed', {
        errors: [{ field: name, message: 'is not a field of this request' }],
      });
    refuseUnstorable(inner, `${field && `${field}.`}${name.slice(0, 100)}`, levels - 1);
  }
}

function faultOfText(text: string): string | null {
  if (text.includes('\0')) return 'must not have the character U+0000';
  const half = /\p{Cs}/u.exec(text)?.[0].charCodeAt(0).toString(16).toUpperCase();
  return half === undefined ? null : `must not hold half of a character (U+${half})`;
}

function faultsOf(error: ValidationError): FieldFault[] {
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
    field: error.property.slice(0, 100),
    message: rule === 'whitelistValidation' ? 'is not a field of this request' : withoutName(message, error),
  }));
  const inner = (error.children ?? []).flatMap(faultsOf).map((fault) => ({
    field: `${error.property}.${fault.field}`,
    message: fault.message,
  }));
  return [...own, ...inner];
}

// class-validator begins its messages with the field's name, which `field` tells already.
function withoutName(message: string, error: ValidationError): string {
  return message.startsWith(`${error.property} `) ? message.slice(error.property.length + 1) : message;
}
