import { isTranscodeCommand, parsePath, type PathConfig } from '@ppf/mediamtx';

type Check = (value: unknown, path: string) => boolean;

const isBoolean: Check = (value) => typeof value === 'boolean';
const isDuration: Check = (value) => typeof value === 'string' && /^\d{1,5}(ms|s|m|h)$/.test(value);
const isOurCommand: Check = (value, path) => typeof value === 'string' && isTranscodeCommand(value, path);

/**
 * The only sources that a path may have. Stricter than MediaMTX, which ends when its file has a URL that Go cannot parse:
 * complete percent-encodings, no control characters, a port from 1 to 65535.
 */
const SOURCE =
  /^rtsps?:\/\/(?:(?:[\w\-.~!$&'()*+,;=]|%[0-9a-f]{2})*(?::(?:[\w\-.~!$&'()*+,;=]|%[0-9a-f]{2})*)?@)?(?:\[[0-9a-f:.]{2,45}\]|[\w.-]{1,253})(?::(\d{1,5}))?(?:\/(?:[\x21\x23-\x24\x26-\x5b\x5d-\x7e]|%[0-9a-f]{2})*)?$/i;

function isSource(value: unknown): boolean {
  if (value === 'publisher') return true;
  if (typeof value !== 'string' || value.length > 4096) return false;
  const match = SOURCE.exec(value);
  if (!match) return false;
  const port = match[1] === undefined ? 554 : Number(match[1]);
  return port >= 1 && port <= 65_535;
}

/** The allow-list: keys that a path of the document may have. MediaMTX has a hundred; commands are only ours. */
const CHECKS: Readonly<Record<Exclude<keyof PathConfig, 'rtspRangeStart'>, Check>> = {
  source: isSource,
  sourceOnDemand: isBoolean,
  sourceOnDemandStartTimeout: isDuration,
  sourceOnDemandCloseAfter: isDuration,
  rtspTransport: (value) => ['automatic', 'udp', 'tcp', 'multicast'].includes(String(value)),
  sourceFingerprint: (value) => typeof value === 'string' && /^([0-9a-f]{64})?$/i.test(value),
  runOnInit: isOurCommand,
  runOnInitRestart: isBoolean,
  runOnDemand: isOurCommand,
  runOnDemandRestart: isBoolean,
  runOnDemandStartTimeout: isDuration,
  runOnDemandCloseAfter: isDuration,
  runOnReady: isOurCommand,
  runOnReadyRestart: isBoolean,
};

/**
 * Validates the configuration of one path. Pure.
 * @returns null when it may be written, else the reason without any value: `name`, `key <name>`, `value of <name>`.
 */
export function validatePath(path: string, config: Readonly<Record<string, unknown>>): string | null {
  if (!parsePath(path)) return 'name';
  for (const [key, value] of Object.entries(config)) {
    const check = Object.hasOwn(CHECKS, key) ? CHECKS[key as keyof typeof CHECKS] : undefined;
    if (!check) return `key ${/^\w{1,60}$/.test(key) ? key : 'without a valid name'}`;
    if (!check(value, path)) return `value of ${key}`;
  }
  const { source, sourceOnDemand, runOnDemand } = config;
  if (source === undefined) return 'value of source';
  // MediaMTX ends with either combination.
  if (source === 'publisher' && sourceOnDemand === true) return 'value of sourceOnDemand';
  if (source !== 'publisher' && runOnDemand !== undefined) return 'value of runOnDemand';
  return null;
}
