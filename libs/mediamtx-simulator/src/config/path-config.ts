import { ConfigError } from './config-error';
import { replaceOldPath } from './deprecated-settings';
import { milliseconds, parseDuration } from './duration';
import { refusalOfPathName } from './path-name';
import type { Settings } from './setting';
import { parseSourceUrl } from './source-url';

/** The valid configuration of one path, with defaults. */
export interface PathConfig {
  name: string;
  /** Set for a name that begins with `~`, and for `all_others`. */
  regexp: RegExp | null;
  source: string;
  /** The source is pulled by the server (no publisher, no redirect). */
  pulled: boolean;
  onDemand: boolean;
  startTimeoutMs: number;
  closeAfterMs: number;
  /** 0: unlimited. */
  maxReaders: number;
  overridePublisher: boolean;
  /** All settings in the format of the Control API. */
  settings: Settings;
}

const PULLED_SCHEMES =
  /^(rtsp|rtsps|rtsp\+http|rtsps\+http|rtsp\+ws|rtsps\+ws|rtmp|rtmps|http|https|udp|udp\+mpegts|udp\+rtp|srt|moqt|whep|wheps):\/\//;

/**
 * Validates the settings of one path in the order of v1.20.1, so that the first error is the same
 * (MediaMTX contract §3.2). Throws a ConfigError.
 */
export function makePathConfig(name: string, given: Settings, warn: (text: string) => void): PathConfig {
  const regexp = regexpOfName(name);
  const settings: Settings = { ...given, name };
  const is = <T>(key: string) => settings[key] as T;
  const source = is<string>('source');
  if (source !== 'redirect' && is<string>('sourceRedirect') !== '') {
    throw new ConfigError("'sourceRedirect' is useless when source is not 'redirect'");
  }
  checkSource(source, is<string>('sourceRedirect'));
  const pulled = source !== 'publisher' && source !== 'redirect';
  checkOnDemand(source, is<boolean>('sourceOnDemand'), pulled, regexp !== null);
  checkRecording(settings);
  if (is<string>('runOnInit') !== '' && regexp) {
    throw new ConfigError(
      "a path with a regular expression (or path 'all_others') does not support option 'runOnInit'; use another path",
    );
  }
  Object.assign(settings, replaceOldPath(settings, warn));
  if ((is<string>('runOnDemand') !== '' || is<string>('runOnUnDemand') !== '') && source !== 'publisher') {
    throw new ConfigError("'runOnDemand' and 'runOnUnDemand' can be used only when source is 'publisher'");
  }
  return {
    name,
    regexp,
    source,
    pulled,
    onDemand: is<boolean>('sourceOnDemand'),
    startTimeoutMs: milliseconds(is<string>('sourceOnDemandStartTimeout')),
    closeAfterMs: milliseconds(is<string>('sourceOnDemandCloseAfter')),
    maxReaders: is<number>('maxReaders'),
    overridePublisher: is<boolean>('overridePublisher'),
    settings,
  };
}

function regexpOfName(name: string): RegExp | null {
  if (name === 'all' || name === 'all_others') return /^.*$/;
  if (!name.startsWith('~')) {
    const refusal = refusalOfPathName(name);
    if (refusal) throw new ConfigError(`invalid path name '${name}': ${refusal}`);
    return null;
  }
  try {
    return new RegExp(name.slice(1));
  } catch {
    throw new ConfigError(`invalid regular expression: ${name.slice(1)}`);
  }
}

function checkSource(source: string, redirect: string): void {
  if (source === 'publisher') return;
  if (source === 'redirect') {
    if (redirect === '') throw new ConfigError('source redirect must be filled');
    return;
  }
  if (!PULLED_SCHEMES.test(source)) throw new ConfigError(`invalid source: '${source}'`);
  const url = parseSourceUrl(source.replace(/:\$G\d+/g, ':1935').replace(/\$G\d+/g, 'abc'));
  if (!url) throw new ConfigError(`'${source}' is not a valid URL`);
  if ((url.user === '') !== (url.password === '')) {
    throw new ConfigError('username and password must be both provided');
  }
}

function checkOnDemand(source: string, onDemand: boolean, pulled: boolean, regexp: boolean): void {
  if (onDemand && source === 'publisher') {
    throw new ConfigError("'sourceOnDemand' is useless when source is 'publisher'");
  }
  if (!onDemand && pulled && regexp) {
    throw new ConfigError(
      "a path with a regular expression (or path 'all_others') and a static source must have 'sourceOnDemand' set to true",
    );
  }
}

function checkRecording(settings: Settings): void {
  const recordPath = settings.recordPath as string;
  if (!recordPath.includes('%path')) throw new ConfigError("'recordPath' must contain %path");
  const dated = ['%Y', '%m', '%d', '%H', '%M', '%S'].every((element) => recordPath.includes(element));
  if (!recordPath.includes('%s') && !dated) {
    throw new ConfigError("'recordPath' must contain either %s or %Y %m %d %H %M %S");
  }
  const segment = parseDuration(settings.recordSegmentDuration as string);
  if (segment > parseDuration('1d')) throw new ConfigError('maximum segment duration is 1 day');
  const deleteAfter = parseDuration(settings.recordDeleteAfter as string);
  if (deleteAfter !== 0 && deleteAfter < segment) {
    throw new ConfigError("'recordDeleteAfter' cannot be lower than 'recordSegmentDuration'");
  }
}
