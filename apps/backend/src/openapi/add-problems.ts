import type { OpenAPIObject } from '@nestjs/swagger';
import { ROLES, rolesWith } from '@ppf/contracts';
import { type Access, permissionOf } from './access-of';
import { METHODS, type Operation } from './operation';

const WHY: Readonly<Record<string, string>> = {
  400: 'The body is not valid JSON.',
  401: 'No access token, or one that has expired.',
  403: 'The role does not allow this.',
  404: 'It does not exist, or belongs to another workshop.',
  413: 'The body is larger than 64 kB.',
  415: 'The body is not application/json.',
  422: 'A field is not valid; `errors` names it.',
  429: 'Too many requests from this client address or user. `Retry-After` has the seconds until the next one is allowed.',
};

/**
 * Adds to every operation its problems and its access: `x-permission` has the permission that it requires, `open` for
 * an operation without a credential, and `guarded` for one with the credential of another kind of client.
 */
export function addProblems(
  document: OpenAPIObject,
  access: ReadonlyMap<string, Access | undefined>,
): OpenAPIObject {
  for (const path of Object.values(document.paths))
    for (const method of METHODS) {
      const operation = path[method];
      if (operation) addTo(operation, access.get(operation.operationId ?? ''));
    }
  return document;
}

function addTo(operation: Operation, access: Access | undefined): void {
  const permission = permissionOf(access);
  const isForSome = permission && rolesWith(permission).length < ROLES.length;
  Object.assign(operation, { 'x-permission': access });
  if (permission) operation.security = [{ access_token: [] }];
  if (permission)
    operation.description = `Permission \`${permission}\`: ${rolesWith(permission).join(', ')}.`;
  describeSuccess(operation);
  const parameters = operation.parameters ?? [];
  const has = (place: string) => parameters.some((parameter) => 'in' in parameter && parameter.in === place);
  const statuses = [
    ...(permission ? [401] : []),
    ...(isForSome ? [403] : []),
    ...(has('path') ? [404] : []),
    ...(operation.requestBody ? [400, 413, 415] : []),
    ...(operation.requestBody || has('query') ? [422] : []),
    429,
  ];
  for (const status of statuses) operation.responses[status] ??= problem(WHY[status] ?? '');
  operation.responses['default'] ??= problem('Any other problem; see `code`.');
  // Path parameters are declared as strings and are integers.
  for (const parameter of parameters)
    if ('in' in parameter && parameter.in === 'path')
      parameter.schema = { type: 'integer', minimum: 1, maximum: 2_147_483_647 };
}

const SUCCESS: Readonly<Record<string, string>> = { 200: 'Done.', 201: 'Created.', 204: 'Done; no body.' };

function describeSuccess(operation: Operation): void {
  for (const [status, response] of Object.entries(operation.responses))
    if (response && 'description' in response && !response.description)
      response.description = SUCCESS[status] ?? status;
}

function problem(description: string) {
  return {
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}
