import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import type { Message } from '../messages/message-catalog';
import { DomainError, type FieldProblem } from '../problems/domain-error';
import { message } from '../problems/messages';

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
  throw invalid('', message('field.no-object'));
}

// PostgreSQL's text has no U+0000: the error would be an internal one, although the request is invalid. A lone surrogate is no
// character: UTF-8 would store it as U+FFFD, which differs from the text in the response.
function refuseUnstorable(value: unknown, field: string, levels: number): void {
  const fault = typeof value === 'string' ? faultOfText(value) : null;
  if (fault !== null) throw invalid(field, fault);
  if (typeof value !== 'object' || value === null) return;
  if (levels === 0) throw invalid(field, message('field.too-deep'));
  for (const [name, inner] of Object.entries(value)) {
    // ValidationPipe ignores it, as if it were absent.
    if (name === 'constructor') throw invalid(name, message('field.unknown'));
    refuseUnstorable(inner, `${field && `${field}.`}${name.slice(0, 100)}`, levels - 1);
  }
}

function faultOfText(text: string): Message | null {
  if (text.includes('\0')) return message('field.null-character');
  const code = /\p{Cs}/u.exec(text)?.[0].charCodeAt(0).toString(16).toUpperCase();
  return code === undefined ? null : message('field.half-character', { code });
}

function invalid(field: string, fault: Message): DomainError {
  return new DomainError('validation-failed', { errors: [{ field, message: fault }] });
}

function faultsOf(error: ValidationError): FieldProblem[] {
  const own = Object.entries(error.constraints ?? {}).map(([rule, text]) => ({
    field: error.property.slice(0, 100),
    message: rule === 'whitelistValidation' ? message('field.unknown') : withoutName(text, error),
  }));
  const inner = (error.children ?? []).flatMap(faultsOf).map((fault) => ({
    field: `${error.property}.${fault.field}`,
    message: fault.message,
  }));
  return [...own, ...inner];
}

// Messages of class-validator begin with the name of the field, which `field` has already.
function withoutName(text: string, error: ValidationError): string {
  return text.startsWith(`${error.property} `) ? text.slice(error.property.length + 1) : text;
}
