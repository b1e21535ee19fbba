/** Every number of this API is whole; TypeScript knows only `number`. Changes the document in place. */
export function makeNumbersIntegers(part: unknown): void {
  if (typeof part !== 'object' || part === null) return;
  const schema = part as { type?: unknown };
  if (schema.type === 'number') schema.type = 'integer';
  else if (Array.isArray(schema.type))
    schema.type = schema.type.map((type: unknown) => (type === 'number' ? 'integer' : type));
  for (const inner of Object.values(part)) makeNumbersIntegers(inner);
}
