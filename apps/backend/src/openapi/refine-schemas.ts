import type { OpenAPIObject } from '@nestjs/swagger';

/** The part of a schema that is refined. */
interface Schema {
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  pattern?: string;
  description?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: boolean;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  $ref?: string;
}

interface Parameter {
  readonly name: string;
  readonly description?: string;
  readonly schema?: Schema;
}

/** Fields that are not whole numbers: shares of time, and rates as cameras state them. */
const FRACTION = /(?:^|_)(?:share|frame_rate)$/;
/** Integers that can exceed 2³¹ − 1: bytes, and bits per second of fast links. */
const LARGE = /(?:^|_)(?:bytes|bytes_sent|bits_per_second|bitrate)(?:_|$)/;
const INSTANT_NAME = /(?:^|_)(?:at|until|since|timestamp)$/;
const INSTANT_WORDS = /ISO 8601 UTC|with its offset/;

/**
 * Adds what TypeScript's types lack: which numbers are integers and their range, which strings are instants or
 * cursors, and that requests have no other fields. Changes the document in place.
 */
export function refineSchemas(document: OpenAPIObject): void {
  const schemas = (document.components?.schemas ?? {}) as Record<string, Schema>;
  for (const schema of Object.values(schemas)) refineFields(schema);
  for (const path of Object.values(document.paths))
    for (const operation of Object.values(path) as Record<string, never>[]) {
      for (const { name, schema, description } of (operation['parameters'] ?? []) as Parameter[])
        if (schema) refine(schema, name, description);
      if (operation['requestBody']) closeAll(operation['requestBody'], schemas);
    }
}

function refineFields(schema: Schema): void {
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    refine(field, name);
    refineFields(field);
  }
  if (schema.items) refine(schema.items, '');
}

function refine(schema: Schema, name: string, description = schema.description ?? ''): void {
  if (is(schema, 'number')) refineNumber(schema, name);
  if (is(schema, 'string') && !schema.enum && !schema.format && !schema.pattern)
    refineText(schema, name, description);
  if (schema.items) refine(schema.items, name);
}

function refineNumber(schema: Schema, name: string): void {
  if (FRACTION.test(name)) return;
  schema.type = Array.isArray(schema.type)
    ? schema.type.map((type) => (type === 'number' ? 'integer' : type))
    : 'integer';
  if (LARGE.test(name)) schema.format = 'int64';
}

function refineText(schema: Schema, name: string, description: string): void {
  if (INSTANT_NAME.test(name) || INSTANT_WORDS.test(description)) schema.format = 'date-time';
  // base64url of the OpenAPI format registry: letters, digits, - and _.
  else if (/(?:^|_)cursor$/.test(name)) schema.format = 'base64url';
}

function is({ type }: Schema, wanted: string): boolean {
  return type === wanted || (Array.isArray(type) && type.includes(wanted));
}

/** Every object within a request, at any depth. */
function closeAll(part: unknown, schemas: Record<string, Schema>): void {
  if (typeof part !== 'object' || part === null) return;
  const schema = part as Schema;
  const named = schema.$ref === undefined ? undefined : schemas[schema.$ref.split('/').at(-1) ?? ''];
  if (named && named.additionalProperties === undefined) closeAll(named, schemas);
  if (schema.properties) schema.additionalProperties = false;
  for (const inner of Object.values(part)) closeAll(inner, schemas);
}
