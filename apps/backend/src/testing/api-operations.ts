import type { Permission } from '@ppf/contracts';
import type { Sent } from './start-backend';
import { idKeyOf, type TenantIds } from './tenant';

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly minLength?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
}

interface OperationObject {
  readonly operationId: string;
  readonly 'x-permission': Permission | 'open' | 'guarded';
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { schema: Schema }>> }>
  >;
}

/** The OpenAPI document, as far as requests are derived from it. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** An id that a request contains. */
export interface IdSlot {
  /** Where it is: `path.id`, `query.pit_id`, `body.pit_ids`. */
  readonly name: string;
  /** Key of the id in `TenantIds`. */
  readonly key: string;
}

/** One way to call an operation: with one of its optional ids, or with none when it has no optional id. */
export interface ApiCall {
  readonly operationId: string;
  readonly access: Permission | 'open' | 'guarded';
  readonly method: NonNullable<Sent['method']>;
  readonly slots: readonly IdSlot[];
  readonly isEventStream: boolean;
  /** Whether the response is a page of a list. */
  readonly isList: boolean;
  /** The request with an id for each slot. */
  request(idOf: (slot: IdSlot) => number | string): Sent;
}

/**
 * Bodies whose conditions a schema cannot express, by the name of the schema. Ids are not among them: they are filled by
 * the names of the fields.
 */
const EXAMPLES: Readonly<Record<string, object>> = {
  CreateMemberRequest: { role: 'staff' },
  PutCameraRequest: { kind: 'push' },
  PutMaintenanceWindowRequest: {
    kind: 'once',
    begins_at: '2036-02-01T08:00:00Z',
    ends_at: '2036-02-01T09:00:00Z',
  },
  CreateAlertChannelRequest: { kind: 'webhook', name: 'Another', url: 'http://127.0.0.1:9/another' },
  PlayerFindings: { state: 'live', transport: 'webrtc', clock: '2026-02-01T08:00:00.000Z' },
  FindCameraStreamsRequest: { host: '127.0.0.1', port: 9 },
  ImportCamerasRequest: { csv: 'number,name\n2,Two\n' },
  CreateMediaServerRequest: {
    name: 'another',
    api_url: 'http://127.0.0.1:19',
    webrtc_url: 'http://127.0.0.1:19',
    hls_url: 'http://127.0.0.1:19',
    rtsp_url: 'rtsp://127.0.0.1:19',
  },
};

/** Every call of the operations in a document. @throws Error for a parameter, field or id that cannot be filled */
export function callsOf(document: ApiDocument): ApiCall[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => toCalls(document, path, method, operation)),
  );
}

/** The id in every slot that belongs to `ids`. */
export function idIn(ids: TenantIds, { name, key }: IdSlot): number | string {
  const id = ids[key];
  if (id === undefined)
    throw new Error(`No id for ${name}: add an object of the kind “${key}” to makeTenant.`);
  return id;
}

function toCalls(document: ApiDocument, path: string, method: string, operation: OperationObject): ApiCall[] {
  const { operationId, parameters = [], requestBody, responses } = operation;
  const schema = resolve(document, requestBody?.content['application/json']?.schema);
  const inPath = parameters
    .filter((parameter) => parameter.in === 'path')
    .map((parameter) => pathSlot(path, parameter));
  const bodyIds = Object.entries(schema?.properties ?? {}).flatMap(([field, value]) => [
    ...slotOf('body', field),
    ...Object.keys(itemOf(document, value)?.properties ?? {}).flatMap((inner) =>
      slotOf(`body.${field}`, inner),
    ),
  ]);
  const isRequired = ({ name }: IdSlot) => schema?.required?.includes(name.split('.')[1] ?? '') ?? false;
  const queryIds = parameters
    .filter(({ in: place }) => place === 'query')
    .flatMap(({ name }) => slotOf('query', name));
  const fixed = [...inPath, ...bodyIds.filter(isRequired)];
  const optional = [...bodyIds.filter((slot) => !isRequired(slot)), ...queryIds];
  const variants = [
    ...(bodyIds.length > fixed.length - inPath.length ? [] : [[]]),
    ...optional.map((slot) => [slot]),
  ];
  const content = Object.values(responses).flatMap((response) => Object.entries(response.content ?? {}));
  const [, success] = content.find(([type]) => type === 'application/json') ?? [];
  return variants.map((more) => {
    const slots = [...fixed, ...more];
    return {
      operationId,
      access: operation['x-permission'],
      method: method.toUpperCase() as ApiCall['method'],
      slots,
      isEventStream: content.some(([type]) => type === 'text/event-stream'),
      isList: 'items' in (resolve(document, success?.schema)?.properties ?? {}),
      request: (idOf) => ({
        method: method.toUpperCase() as ApiCall['method'],
        url: urlOf(path, slots, idOf),
        ...(schema ? { body: bodyOf(document, requestBody, slots, idOf) } : {}),
      }),
    };
  });
}

/** A path names the kind of an object by the segment before its id. */
function pathSlot(path: string, { name }: Parameter): IdSlot {
  const [, segment] = new RegExp(`/([\\w-]+)/\\{${name}\\}`).exec(path) ?? [];
  if (segment === undefined) throw new Error(`${path}: the kind of {${name}} is unknown.`);
  return { name: `path.${name}`, key: segment };
}

/** The schema of the objects in a list. */
function itemOf(document: ApiDocument, { items }: Schema): Schema | undefined {
  return resolve(document, items);
}

/** @param place `query`, `body`, or `body.` with the name of a list of objects */
function slotOf(place: string, field: string): IdSlot[] {
  const key = idKeyOf(field);
  return key === undefined ? [] : [{ name: `${place}.${field}`, key }];
}

function urlOf(path: string, slots: readonly IdSlot[], idOf: (slot: IdSlot) => number | string): string {
  const ofPlace = (place: string) => slots.filter(({ name }) => name.startsWith(`${place}.`));
  const filled = ofPlace('path').reduce(
    (text, slot) => text.replace(`{${slot.name.slice('path.'.length)}}`, String(idOf(slot))),
    path,
  );
  const query = ofPlace('query').map((slot) => `${slot.name.slice('query.'.length)}=${idOf(slot)}`);
  return query.length > 0 ? `${filled}?${query.join('&')}` : filled;
}

function bodyOf(
  document: ApiDocument,
  requestBody: OperationObject['requestBody'],
  slots: readonly IdSlot[],
  idOf: (slot: IdSlot) => number | string,
): object {
  const reference = requestBody?.content['application/json']?.schema;
  const name = reference?.$ref?.split('/').at(-1) ?? '';
  const schema = resolve(document, reference) ?? {};
  const required = Object.fromEntries(
    (schema.required ?? []).map((field) => [
      field,
      valueOf(`${name}.${field}`, schema.properties?.[field] ?? {}),
    ]),
  );
  const ids = slots.flatMap((slot): [string, unknown][] => {
    const [place, field = '', inner] = slot.name.split('.');
    if (place !== 'body') return [];
    if (inner !== undefined) return [[field, [{ [inner]: idOf(slot) }]]];
    const isList = [schema.properties?.[field]?.type].flat().includes('array');
    return [[field, isList ? [idOf(slot)] : idOf(slot)]];
  });
  return { ...required, ...EXAMPLES[name], ...Object.fromEntries(ids) };
}

/** A valid value for a field. */
function valueOf(name: string, schema: Schema): unknown {
  if (schema.enum) return schema.enum[0];
  const type = [schema.type].flat()[0];
  if (type === 'boolean') return true;
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? 1, 7);
  if (type === 'array') return [];
  if (type === 'string' && schema.format === 'email') return 'someone@example.org';
  if (type === 'string' && schema.format === 'date-time') return '2026-02-01T08:00:00Z';
  if (type === 'string' && schema.pattern === undefined)
    return 'x'.repeat(Math.max(schema.minLength ?? 1, 12));
  throw new Error(`No value for ${name}: add an example of its schema to EXAMPLES.`);
}

function resolve({ components }: ApiDocument, schema: Schema | undefined): Schema | undefined {
  const name = schema?.$ref?.split('/').at(-1);
  return name === undefined ? schema : components.schemas[name];
}
