import { matchesPathName, pathConfigItemOf, pullsFrom, type PathConfig } from '@ppf/mediamtx';
import { createHash } from 'node:crypto';
import type { DesiredDocument, RefusedPath } from '../document/document';
import { formatFile, type FileContent } from './file-content';
import type { OperatorSettings } from './operator-settings';

/** A file that may be written. */
export interface PlannedFile {
  readonly content: FileContent;
  /** Identifies what MediaMTX loads: settings and paths. */
  readonly id: string;
  /** Identifies the settings of the operator in it. */
  readonly settingsId: string;
  /** Plain text, with the passwords of the cameras. Never write or log it unencrypted. */
  readonly text: string;
  /** Paths that are not in the file. */
  readonly refused: readonly RefusedPath[];
}

/** Input of a plan. */
export interface FileInputs {
  /** Null: no backend has sent one yet, and no file has one. The file has no camera paths then. */
  readonly desired: Pick<
    DesiredDocument,
    'version' | 'pathsBy' | 'entries' | 'refused' | 'reconnects'
  > | null;
  readonly settings: OperatorSettings;
  /** Paths of the file in use, for cameras whose source is currently unknown. */
  readonly previous: ReadonlyMap<string, PathConfig>;
  /** Release of the media server, stored for the next start of the agent; null: unknown. */
  readonly release: string | null;
}

/** Cameras that publish have no separate path (ADR 6). */
export const PUBLISHER_PATTERN = '~^workshop-[0-9]+/pit-[0-9]+(/sub)?$';
/**
 * A pattern without streams, whose `rtspRangeStart` contains the id of the file. One request to the control API shows
 * which file MediaMTX has loaded.
 */
export const MARKER_PATH = '~^ppf-media-agent$';

/**
 * Plans the whole file of a media server. Pure, and the same inputs give the same text. With `paths_by: api` the file has no
 * camera paths.
 */
export function planFile({ desired, settings, previous, release }: FileInputs): PlannedFile {
  const paths = new Map<string, PathConfig>();
  const refused: RefusedPath[] = [...(desired?.refused ?? [])];
  const requests = new Map(desired?.reconnects.map(({ path, id }) => [path, id]));
  for (const { path, config, keeps } of desired?.pathsBy === 'file' ? desired.entries : []) {
    const before = previous.get(path);
    const kept =
      config ??
      (before && keeps && pullsFrom(pathConfigItemOf({ name: path, ...before }), keeps) ? before : null);
    if (kept === null) continue;
    const mark = requests.get(path) ?? before?.rtspRangeStart;
    paths.set(path, mark === undefined ? kept : { ...kept, rtspRangeStart: mark });
  }
  const content = {
    document: desired?.version ?? null,
    pathsBy: desired?.pathsBy ?? 'api',
    release,
    settings: withPattern(settings),
    paths,
  };
  const id = idOf(content);
  return {
    content,
    id,
    settingsId: settingsIdOf(content),
    text: formatFile(content, MARKER_PATH, id),
    refused,
  };
}

/** The operator may have their own pattern for publishers. */
function withPattern(settings: OperatorSettings): OperatorSettings {
  const isCovered = Object.entries(settings.paths).some(
    ([name, config]) =>
      (config as PathConfig).source === 'publisher' &&
      matchesPathName({ name, values: {} }, 'workshop-1/pit-1'),
  );
  if (isCovered) return settings;
  return { ...settings, paths: { [PUBLISHER_PATTERN]: { source: 'publisher' }, ...settings.paths } };
}

function idOf(content: FileContent): string {
  return digestOf(formatFile({ ...content, document: null, release: null }, null, ''));
}

/** Identifies the settings of the operator in a file. Pure. */
export function settingsIdOf({ settings }: Pick<FileContent, 'settings'>): string {
  return digestOf(JSON.stringify([settings.global, settings.pathDefaults, settings.paths]));
}

/** @returns 24 characters: 144 bits of SHA-256. */
function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 24);
}
