import type { OpenAPIObject } from '@nestjs/swagger';
import {
  EndedEvent,
  IssueStreamTokenRequest,
  IssueStreamTokensRequest,
  MediaAgentConfiguration,
  PitEvent,
  PitRemovedEvent,
  PitStreamEvent,
  SnapshotEvent,
  StreamKeySet,
} from '@ppf/contracts';
import { METHODS, type Operation } from './operation';

/** Classes that the operations below refer to, and that no signature of a controller names. */
export const NAMED_CONTRACTS = [
  SnapshotEvent,
  PitStreamEvent,
  PitEvent,
  PitRemovedEvent,
  EndedEvent,
  IssueStreamTokenRequest,
  IssueStreamTokensRequest,
  MediaAgentConfiguration,
  StreamKeySet,
] as const;

const EVENTS =
  'Server-sent events: `snapshot` first, then `pit-stream`, `pit` and `pit-removed` for each change, `ended` last. ' +
  'The data of an event is the JSON of the schema with its name. A comment every 15 s shows that the connection is alive.';

/** The credential of a media agent. */
const AGENT = [{ media_agent: [] }];
const AGENT_OPERATIONS: ReadonlySet<string> = new Set([
  'MediaAgent.configuration',
  'MediaAgent.rotate',
  'MediaAgent.report',
]);

/**
 * Descriptions beyond the signature and the docstring of a handler, by operation id. Here and not in decorators
 * of @nestjs/swagger, which would load it with the controllers (ADR 0019).
 */
const DESCRIPTIONS: Readonly<Record<string, Partial<Operation>>> = {
  'Events.open': {
    parameters: [
      header(
        'Last-Event-ID',
        'Id of the last received event. The events after it are sent instead of a snapshot.',
      ),
    ],
    responses: {
      200: { description: EVENTS, content: { 'text/event-stream': { schema: { type: 'string' } } } },
      429: { description: 'The user has too many event streams open.' },
    },
  },
  'MediaAgent.configuration': {
    responses: {
      200: { description: 'The whole configuration.', content: json(MediaAgentConfiguration) },
      204: { description: 'Nothing changed within 25 s.' },
      401: { description: 'The credential of the agent is not valid.' },
    },
  },
  'StreamKeys.show': {
    parameters: [header('If-None-Match', 'The `ETag` of the known keys.')],
    responses: {
      200: { description: 'Done.', content: json(StreamKeySet) },
      304: { description: 'The keys have not changed.' },
      503: { description: 'The keys cannot be read now. The body is empty.' },
    },
  },
  'Streams.issueAll': { requestBody: { required: true, content: json(IssueStreamTokensRequest) } },
  'Streams.issue': { requestBody: { required: true, content: json(IssueStreamTokenRequest) } },
};

/** Adds them to the document. */
export function completeOperations(document: OpenAPIObject): void {
  for (const path of Object.values(document.paths))
    for (const method of METHODS) {
      const operation = path[method];
      if (!operation) continue;
      Object.assign(operation, DESCRIPTIONS[operation.operationId ?? '']);
      if (AGENT_OPERATIONS.has(operation.operationId ?? '')) operation.security = AGENT;
    }
}

function header(name: string, description: string) {
  return { name, in: 'header' as const, description, required: false, schema: { type: 'string' } };
}

function json(contract: { readonly name: string }) {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${contract.name}` } } };
}
