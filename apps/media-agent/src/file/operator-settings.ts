import { parse } from 'yaml';
import { globalFault, ownPathFault } from './known-settings';

/** Settings of the operator that were validated. */
export interface OperatorSettings {
  /** Global keys. May contain the secret of the hook. */
  readonly global: Readonly<Record<string, unknown>>;
  readonly pathDefaults: Readonly<Record<string, unknown>>;
  /** The operator's own paths, by name or regular expression. */
  readonly paths: Readonly<Record<string, unknown>>;
}

/** The settings, or every fault as a sentence without values. */
export type ParsedSettings =
  | { readonly settings: OperatorSettings; readonly faults: readonly [] }
  | { readonly settings: null; readonly faults: readonly string[] };

/** Names of paths: what every release accepts (MediaMTX contract §3.2), or a regular expression. */
const PATH_NAME = /^(~[\x21-\x7e]{1,200}|[0-9A-Za-z_.-]+(\/[0-9A-Za-z_.-]+)*)$/;

/**
 * Parses and validates the second file, which belongs to the operator of the media server. Pure.
 * @param release Release of the media server; null: unknown.
 */
export function parseOperatorSettings(text: string, release: string | null): ParsedSettings {
  const content = parseYaml(text);
  if (content === null) return { settings: null, faults: ['The file is not a YAML mapping.'] };
  const { paths = {}, pathDefaults = {}, ...global } = content;
  const faults = [
    ...Object.entries(global).flatMap(([key, value]) => sentence(key, globalFault(key, value, release))),
    ...sentence('pathDefaults', ownPathFault(null, pathDefaults)),
    ...pathFaults(paths),
    ...requirementFaults(global),
  ];
  if (faults.length > 0) return { settings: null, faults };
  return {
    settings: {
      global,
      pathDefaults: pathDefaults as Readonly<Record<string, unknown>>,
      paths: paths as Readonly<Record<string, unknown>>,
    },
    faults: [],
  };
}

/** YAML 1.1, as MediaMTX reads it: `yes` and `no` are switches. */
function parseYaml(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const content: unknown = parse(text, { maxAliasCount: 0, version: '1.1' });
    return typeof content === 'object' && content !== null && !Array.isArray(content)
      ? (content as Readonly<Record<string, unknown>>)
      : null;
  } catch {
    // The parser's message contains lines of the file, which may contain a secret.
    return null;
  }
}

function pathFaults(paths: unknown): readonly string[] {
  if (typeof paths !== 'object' || paths === null || Array.isArray(paths)) return ['paths is not a mapping.'];
  return Object.entries(paths).flatMap(([name, value]) =>
    PATH_NAME.test(name) && isRegularExpression(name)
      ? sentence(`Path ${name}`, ownPathFault(name, value))
      : ['A path has a name that is not valid.'],
  );
}

function isRegularExpression(name: string): boolean {
  if (!name.startsWith('~')) return true;
  try {
    new RegExp(name.slice(1), 'u');
    return true;
  } catch {
    return false;
  }
}

/** Without authentication every viewer would be admitted, and without the control API nothing can be verified. */
function requirementFaults({
  authMethod,
  authHTTPAddress,
  authJWTJWKS,
  api,
}: Readonly<Record<string, unknown>>) {
  const isAuthenticated =
    (authMethod === 'http' && authHTTPAddress !== undefined) ||
    (authMethod === 'jwt' && authJWTJWKS !== undefined);
  return [
    ...(isAuthenticated ? [] : ['authMethod must be http with authHTTPAddress, or jwt with authJWTJWKS.']),
    ...(api === true ? [] : ['api must be on.']),
  ];
}

function sentence(subject: string, fault: string | null): readonly string[] {
  const name = /^[\w ~^$/.()[\]+*?|\\-]{1,120}$/.test(subject) ? subject : 'A key';
  return fault === null ? [] : [`${name} ${fault}.`];
}
