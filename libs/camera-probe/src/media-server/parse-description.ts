import { isIP } from 'node:net';
import type { RtspClientRules } from '@ppf/mediamtx';
import { goFields, parseGoUint } from './go-text';
import { isOrigin } from './sdp-origin';

/** An attribute, `a=name:value`. */
export interface SdpAttribute {
  readonly name: string;
  readonly value: string;
}

/** A track of a description. */
export interface SdpMedia {
  /** `video`, `audio`, `application`, … */
  readonly kind: string;
  readonly protocols: readonly string[];
  /** Payload types as text. */
  readonly formats: readonly string[];
  readonly attributes: readonly SdpAttribute[];
}

/** A description (RFC 4566), parsed exactly as gortsplib does. */
export interface SdpDescription {
  readonly attributes: readonly SdpAttribute[];
  readonly media: readonly SdpMedia[];
}

/** A line of a description that the media server refuses. `line`: from 1; `key`: its letter, if it has one. */
export interface SdpLineFault {
  readonly line: number;
  readonly key: string | null;
}

const PROTOCOLS = 'UDP RTP AVP SAVP SAVPF MP2T TLS DTLS SCTP AVPF TCP'.split(' ');
const BANDWIDTHS = 'CT AS TIAS RS RR'.split(' ');
const FREE_TEXT = 'siepk';

/** Reads a description (gortsplib, `pkg/sdp` and `pkg/sdpunmarshaler`). Text has one character per byte. */
export function parseDescription(text: string, rules: RtspClientRules): SdpDescription | SdpLineFault {
  const session: SdpAttribute[] = [];
  const media: (SdpMedia & { attributes: SdpAttribute[] })[] = [];
  let before = '';
  for (const [at, line] of text.replaceAll('\r', '').split('\n').entries()) {
    if (line === '') continue;
    const [key = '', value] = [line[0], line.slice(2)];
    const fault = { line: at + 1, key: /^[a-z]$/.test(key) ? key : null };
    if (line[1] !== '=') return { ...fault, key: null };
    if (!isLine(key, value, { before, isInMedia: media.length > 0 }, rules)) return fault;
    if (key === 'm') media.push({ ...mediaOf(value), attributes: [] });
    if (key === 'a') (media.at(-1)?.attributes ?? session).push(attributeOf(value));
    before = key;
  }
  return { attributes: session, media };
}

interface LinePlace {
  /** The letter of the previous line; empty: none. */
  readonly before: string;
  readonly isInMedia: boolean;
}

function isLine(
  key: string,
  value: string,
  { before, isInMedia }: LinePlace,
  rules: RtspClientRules,
): boolean {
  if (isInMedia && !'micbka'.includes(key)) return false;
  switch (key) {
    case 'v':
      return before === '' && value === '0';
    case 'o':
      return isOrigin(value, rules);
    case 'c':
      return (isInMedia && value.startsWith('SM ')) || isConnection(value, rules);
    case 'b':
      return isBandwidth(value);
    case 't':
      return isTiming(value);
    case 'r':
      return (before === 't' || before === 'r') && isRepeat(value, rules);
    case 'z':
      return isTimeZones(value);
    case 'm':
      return isMedia(value, rules);
    case 'u':
      return isUri(value);
    default:
      return key === 'a' || FREE_TEXT.includes(key);
  }
}

function isConnection(value: string, rules: RtspClientRules): boolean {
  if (rules.allowsBareConnection && value.trim() === 'IN') return true;
  const fixed = value.replace('IN IPV4 ', 'IN IP4 ').replace(/^IN c=(?=IN)/, '');
  const [network = '', type = '', ...rest] = goFields(fixed);
  if (network.toUpperCase() !== 'IN') return false;
  if (rules.allowsMissingAddressType && rest.length === 0 && isIP(type) !== 0) return true;
  return type === 'IP4' || type === 'IP6';
}

function isBandwidth(value: string): boolean {
  const [type = '', number, more] = value.split(':');
  if (number === undefined || more !== undefined) return false;
  return (type.startsWith('X-') || BANDWIDTHS.includes(type)) && parseGoUint(number, 64) !== null;
}

function isTiming(value: string): boolean {
  const [start, stop] = goFields(value === 'now-' ? '0 0' : value);
  return [start, stop].every((each) => each !== undefined && parseGoUint(each, 64) !== null);
}

function isRepeat(value: string, rules: RtspClientRules): boolean {
  const fields = goFields(value);
  return fields.length >= (rules.allowsShortRepeatTimes ? 2 : 3) && fields.every(isTimeUnit);
}

function isTimeZones(value: string): boolean {
  const fields = goFields(value);
  if (fields.length % 2 !== 0) return false;
  return fields.every((each, at) => (at % 2 === 0 ? parseGoUint(each, 64) !== null : isTimeUnit(each)));
}

function isTimeUnit(text: string): boolean {
  return /^[+-]?\d{1,18}[dhm]?$/.test(text);
}

function isUri(value: string): boolean {
  // eslint-disable-next-line no-control-regex -- what net/url refuses
  return !/[\x00-\x1f\x7f]|^:|%(?![0-9a-f]{2})/i.test(value);
}

function isMedia(value: string, { allowsMetaTracks }: RtspClientRules): boolean {
  const [kind = '', port = '', protocol = '', format] = goFields(value);
  const kinds = ['video', 'audio', 'application', 'metadata', 'text', ...(allowsMetaTracks ? ['meta'] : [])];
  const [number = '', range] = port.split('/');
  return (
    format !== undefined &&
    (kinds.includes(kind) || kind.startsWith('application/')) &&
    /^[+-]?\d+$/.test(number) &&
    Number(number) >= 0 &&
    Number(number) <= 65_536 &&
    (range === undefined || /^[+-]?\d{1,18}$/.test(range)) &&
    protocol.split('/').every((each) => PROTOCOLS.includes(each))
  );
}

function mediaOf(value: string): Omit<SdpMedia, 'attributes'> {
  const [kind = '', , protocol = '', ...formats] = goFields(value);
  return { kind, protocols: protocol.split('/'), formats };
}

function attributeOf(value: string): SdpAttribute {
  const colon = value.indexOf(':');
  if (colon <= 0) return { name: value, value: '' };
  return { name: value.slice(0, colon), value: value.slice(colon + 1) };
}
