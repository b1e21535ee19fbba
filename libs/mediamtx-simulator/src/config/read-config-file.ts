import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument, type YAMLError } from 'yaml';
import { GLOBAL_TABLE, makeConfig, PATH_TABLE, type Config, type WrittenConfig } from './config';
import { ConfigError } from './config-error';
import { decodeSettings } from './decode-settings';
import { readEnvironment } from './read-environment';
import type { Settings } from './setting';

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the file, applies MTX_* variables and validates the result. Throws a ConfigError. */
export function readConfigFile(file: string, env: Environment, warn: (text: string) => void): Config {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError(`open ${file}: no such file or directory`);
  }
  return makeConfig(parseConfig(content, env), warn);
}

/** The settings in a file's content and in the environment, decoded. Throws a ConfigError. */
export function parseConfig(content: string, env: Environment): WrittenConfig {
  const { paths, pathDefaults, ...global } = readYaml(content);
  const written = {
    global: decodeSettings(GLOBAL_TABLE, global),
    pathDefaults: decodeSettings(PATH_TABLE, pathDefaults ?? {}, 'pathDefaults.'),
    paths: decodePaths(paths ?? {}),
  };
  return readEnvironment(written, env);
}

function decodePaths(given: unknown): Map<string, Settings> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new ConfigError('json: cannot unmarshal into Go value of type map[string]json.RawMessage');
  }
  return new Map(
    Object.entries(given).map(([name, settings]) => [name, decodeSettings(PATH_TABLE, settings)]),
  );
}

function readYaml(content: string): Record<string, unknown> {
  const lines = new LineCounter();
  const document = parseDocument(content, { version: '1.1', lineCounter: lines, uniqueKeys: true });
  const error = document.errors[0];
  if (error) throw new ConfigError(describeYamlError(error, content));
  const read: unknown = document.toJS() ?? {};
  if (typeof read !== 'object' || Array.isArray(read)) {
    throw new ConfigError('json: cannot unmarshal into Go value of type map[string]json.RawMessage');
  }
  return { ...read };
}

/** Formats a YAML error with its position. Duplicate keys have the text of MediaMTX's YAML reader. */
function describeYamlError(error: YAMLError, content: string): string {
  const { line = 1, col = 1 } = error.linePos?.[0] ?? {};
  const rows = content.split('\n');
  const key = /^\s*['"]?([^'":]+)/.exec(rows[line - 1] ?? '')?.[1] ?? '';
  if (error.code !== 'DUPLICATE_KEY') return `[${line}:${col}] ${error.message.split(' at line')[0]}`;
  const first =
    rows.findIndex((row) =>
      row
        .slice(col - 1)
        .replace(/^['"]/, '')
        .startsWith(`${key}:`),
    ) + 1;
  const excerpt = rows.slice(Math.max(0, line - 4), line).map((row, index, all) => {
    const number = line - all.length + index + 1;
    return `${number === line ? '>' : ' '} ${String(number).padStart(2)} | ${row}`;
  });
  return [
    `[${line}:${col}] mapping key "${key}" already defined at [${first}:${col}]`,
    ...excerpt,
    `${' '.repeat(6 + col)}^`,
  ].join('\n');
}
