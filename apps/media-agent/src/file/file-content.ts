import type { PathConfig } from '@ppf/mediamtx';
import type { PathsBy } from '../document/document';
import type { OperatorSettings } from './operator-settings';

/** Content of a file of the agent. The agent reads its own file back after a restart: it has no other state. */
export interface FileContent {
  /** Version of the document that the file is made from; null: none. */
  readonly document: string | null;
  readonly pathsBy: PathsBy;
  readonly release: string | null;
  readonly settings: OperatorSettings;
  /** Paths of cameras. Contain passwords. */
  readonly paths: ReadonlyMap<string, PathConfig>;
}

/** A file that was read back. */
export interface ReadContent extends FileContent {
  readonly id: string;
}

/**
 * Defaults of MediaMTX (v1.9.3 to v1.20.1, internal/conf/path.go), which are left out: it needs a third less time to load a
 * file of a thousand cameras.
 */
const DEFAULTS: Partial<PathConfig> = {
  sourceFingerprint: '',
  sourceOnDemand: false,
  sourceOnDemandStartTimeout: '10s',
};

const HEADER = '# ppf-media-agent ';
const CAMERAS = '  # Paths of cameras.';

/**
 * Formats a file as YAML. Every value is JSON, which is YAML too (YAML 1.2 §1.3), one path a line: 5000 paths take
 * milliseconds to write and to read back.
 * @param marker Name of the path that contains the id; null: without one.
 */
export function formatFile(content: FileContent, marker: string | null, id: string): string {
  const { document, pathsBy, release, settings, paths } = content;
  const header = { id, document, paths_by: pathsBy, release };
  const own = Object.entries(settings.paths);
  return [
    HEADER + JSON.stringify(header),
    ...Object.entries(settings.global).map(([key, value]) => `${key}: ${JSON.stringify(value)}`),
    `pathDefaults: ${JSON.stringify(settings.pathDefaults)}`,
    'paths:',
    ...own.map(([name, value]) => pathLine(name, value)),
    ...(marker === null ? [] : [pathLine(marker, { source: 'publisher', rtspRangeStart: id })]),
    CAMERAS,
    ...[...paths].map(([name, config]) => pathLine(name, withoutDefaults(config, settings))),
    '',
  ].join('\n');
}

/** The operator's `pathDefaults` take the place of a default. */
function withoutDefaults(config: PathConfig, { pathDefaults }: OperatorSettings): Partial<PathConfig> {
  const entries = Object.entries(config).filter(([key, value]) => {
    const isDefault = DEFAULTS[key as keyof PathConfig] === value;
    return !isDefault || Object.hasOwn(pathDefaults, key);
  });
  return Object.fromEntries(entries);
}

function pathLine(name: string, value: unknown): string {
  return `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`;
}

/** Reads a file that `formatFile` made; null for any other text. @param marker As for `formatFile`. */
export function parseFile(text: string, marker: string): ReadContent | null {
  try {
    return parseLines(text.split('\n'), marker);
  } catch {
    return null;
  }
}

function parseLines(lines: readonly string[], marker: string): ReadContent | null {
  const [first = ''] = lines;
  const pathsAt = lines.indexOf('paths:');
  const camerasAt = lines.indexOf(CAMERAS);
  if (!first.startsWith(HEADER) || pathsAt < 0 || camerasAt < pathsAt) return null;
  const header = JSON.parse(first.slice(HEADER.length)) as {
    id: string;
    document: string | null;
    paths_by: PathsBy;
    release: string | null;
  };
  const { pathDefaults, ...global } = mappingOf(lines.slice(1, pathsAt));
  const own = mappingOf(lines.slice(pathsAt + 1, camerasAt));
  delete own[marker];
  return {
    id: header.id,
    document: header.document,
    pathsBy: header.paths_by,
    release: header.release,
    settings: { global, pathDefaults: pathDefaults as Record<string, unknown>, paths: own },
    paths: new Map(Object.entries(mappingOf(lines.slice(camerasAt + 1))) as [string, PathConfig][]),
  };
}

function mappingOf(lines: readonly string[]): Record<string, unknown> {
  return JSON.parse(
    `{${lines
      .filter((line) => line !== '')
      .map(entryOf)
      .join(',')}}`,
  ) as Record<string, unknown>;
}

/** `key: value` and `  "key": value` as a member of a JSON object. */
function entryOf(line: string): string {
  const match = /^([A-Za-z]\w*): /.exec(line);
  return match ? `${JSON.stringify(match[1])}: ${line.slice(match[0].length)}` : line.trim();
}
