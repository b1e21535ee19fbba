import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import type { FieldFault } from '@ppf/contracts';
import type { ValidationError } from 'class-validator';
import { DomainError } from '../problems/domain-error';

/** Nesting levels of a body. No request of the API has more, and 64 kB of brackets would exhaust the stack of a recursive function. */
const MAX_BODY_DEPTH = 8;

/** Validates requests against DTO classes. Unknown fields are rejected, and no fault repeats a value. */
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
    // `IdPipe` parses ids and needs the text as it was sent: this pipe would accept `0x1` as a number.
    if (metadata.type === 'param') return value;
    if (metadata.type === 'body') refuseWhatIsNoObject(value);
    // The value of a custom decorator comes from the backend, not from the client.
    if (metadata.type !== 'custom') refuseUnstorable(value, '', MAX_BODY_DEPTH);
    return super.transform(value, metadata) as Promise<unknown>;
  }
}

// ValidationPipe would accept an array as a list of unvalidated DTOs.
function refuseWhatIsNoObject(value: unknown): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
  throw new DomainError('validation-failed', {
    errors: [{ field: '', message: 'the body must be a JSON object' }],
  });
}

// PostgreSQL's text has no U+0000: the error would be an internal one, although the request is invalid. A lone surrogate is no
// character: UTF-8 would store it as U+FFFD, which differs from the text in the response.
function refuseUnstorable(value: unknown, field: string, levels: number): void {
  const message = typeof value === 'string' ? faultOfText(value) : null;
  if (message !== null) throw new DomainError('validation-failed', { errors: [{ field, message }] });
  if (typeof value !== 'object' || value === null) return;
  if (levels === 0)
    throw new DomainError('validation-failed', { errors: [{ field, message: 'is nested too deeply' }] });
  for (const [name, inner] of Object.entries(value)) {
    // ValidationPipe ignores it, as if it were absent.
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

// Messages of class-validator begin with the name of the field, which `field` has already.
function withoutName(message: string, error: ValidationError): string {
  return message.startsWith(`${error.property} `) ? message.slice(error.property.length + 1) : message;
}
