import type { RtspClientRules } from '@ppf/mediamtx';
import { parseGoUint } from './go-text';

/** Whether the media server accepts an `o=` line (RFC 4566 §5.2; gortsplib, `unmarshalOrigin`). */
export function isOrigin(value: string, rules: RtspClientRules): boolean {
  const fixed = repaired(value, rules);
  const network = [' IN IP4 ', ' IN IP6 '].map((each) => fixed.indexOf(each)).find((at) => at !== -1);
  if (network === undefined) return false;
  const [rest, version] = lastWord(fixed.slice(0, network));
  if (rest === null || parseGoUint(withoutSign(version), 64) === null) return false;
  const [user, session] = lastWord(rest === '-0' ? '- 0' : rest);
  return user === null || isSession(session);
}

function repaired(value: string, rules: RtspClientRules): string {
  let text = value.replace(' IN IPV4 ', ' IN IP4 ');
  if (rules.allowsMissingAddressType)
    text = text.replace(' IP IP4 ', ' IN IP4 ').replace(' IP IP6 ', ' IN IP6 ');
  if (rules.allowsOriginWithoutAddress) text = text.replace(/ IN ?$/, ' IN IP4');
  return text.endsWith('IN IP4') ? `${text} ` : text;
}

/** Splits a text at its last space, which is not its last character. */
function lastWord(text: string): [string | null, string] {
  const at = text.length < 2 ? -1 : text.lastIndexOf(' ', text.length - 2);
  return at === -1 ? [null, text] : [text.slice(0, at), text.slice(at + 1)];
}

function isSession(text: string): boolean {
  if (/^0x/i.test(text)) return isHex64(text.slice(2));
  if (/[a-f]/i.test(text)) return isHex64(text);
  return parseGoUint(withoutSign(text), 64) !== null;
}

function isHex64(text: string): boolean {
  return /^[0-9a-f]+$/i.test(text) && BigInt(`0x${text}`) < 1n << 64n;
}

function withoutSign(text: string): string {
  return text.replace(/\..*$/s, '').replace(/^-/, '');
}
