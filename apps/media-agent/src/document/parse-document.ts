import { parsePath, type PathConfig, type PulledFrom } from '@ppf/mediamtx';
import type { DesiredDocument, DesiredEntry, ReconnectRequest, RefusedPath } from './document';
import { validatePath } from './validate-path';

/** Version of the document's form. A backend that changes what a field means counts it up. */
export const PROTOCOL = 1;
/** Maximum number of paths in a document. */
const MAX_PATHS = 20_000;

/** The document as a whole cannot be used; the last good file stays. The message contains no value. */
export class DocumentFault extends Error {}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Parses and validates a document of the backend. Ignores fields that it does not know, so that the backend may be newer.
 * Refuses only the paths that are not valid. Pure.
 * @throws DocumentFault
 */
export function parseDocument(value: unknown): DesiredDocument {
  const fields = fieldsOf(value);
  if (fields['protocol'] !== PROTOCOL)
    throw new DocumentFault('The configuration has a form that this agent does not know. Update the agent.');
  const version = fields['version'];
  const pathsBy = fields['paths_by'];
  const paths = fields['paths'];
  if (typeof version !== 'string' || !/^[\w-]{8,64}$/.test(version))
    throw new DocumentFault('version is not valid.');
  if (pathsBy !== 'file' && pathsBy !== 'api') throw new DocumentFault('paths_by is not valid.');
  if (!Array.isArray(paths) || paths.length > MAX_PATHS) throw new DocumentFault('paths is not valid.');
  const entries = new Map<string, DesiredEntry>();
  const refused: RefusedPath[] = [];
  for (const each of paths) {
    const result = parseEntry(fieldsOf(each));
    if ('reason' in result) refused.push(result);
    else entries.set(result.path, result);
  }
  for (const { path } of refused) entries.delete(path);
  return {
    version,
    pathsBy,
    entries: [...entries.values()],
    refused,
    reconnects: parseReconnects(fields['reconnects']),
  };
}

function parseEntry({ path, config, keeps }: Fields): DesiredEntry | RefusedPath {
  if (typeof path !== 'string' || !parsePath(path))
    return { path: 'a path with another name', reason: 'name' };
  if (config === null || config === undefined) return { path, config: null, keeps: parseKeeps(keeps) };
  if (typeof config !== 'object' || Array.isArray(config)) return { path, reason: 'kind' };
  const reason = validatePath(path, config as Fields);
  return reason === null ? { path, config: config as unknown as PathConfig, keeps: null } : { path, reason };
}

function parseKeeps(value: unknown): PulledFrom | null {
  const { scheme, host, port, path } = fieldsOf(value);
  const isHost = host === null || typeof host === 'string';
  if (typeof scheme !== 'string' || !isHost || typeof port !== 'number' || typeof path !== 'string')
    return null;
  return { scheme, host, port, path };
}

function parseReconnects(value: unknown): readonly ReconnectRequest[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each) => {
    const { id, path } = fieldsOf(each);
    const isValid =
      typeof id === 'string' && /^[\w-]{8,64}$/.test(id) && typeof path === 'string' && parsePath(path);
    return isValid ? [{ id, path }] : [];
  });
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
