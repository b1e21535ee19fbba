import type { RtspClientRules } from '@ppf/mediamtx';

/** Start codes that a configuration may contain besides objects and their layers (ISO 14496-2, table 6-3). */
const OTHER_CODES = [0xb2, 0xb5];

/** Whether the media server accepts the configuration of an MPEG-4 video (mediacommon, `IsValidConfig`). */
export function isMpeg4VideoConfig(config: Buffer, _rules: RtspClientRules): boolean {
  if (!config.subarray(0, 4).equals(Buffer.from([0, 0, 1, 0xb0]))) return false;
  const codes: number[] = [];
  for (let at = config.indexOf('000001', 4, 'hex'); at !== -1 && at < config.length - 3;) {
    codes.push(config[at + 3] ?? 0);
    at = config.indexOf('000001', at + 4, 'hex');
  }
  const isObject = (code: number) => code <= 0x1f;
  const isLayer = (code: number) => code >= 0x20 && code <= 0x2f;
  return (
    codes.every((code) => isObject(code) || isLayer(code) || OTHER_CODES.includes(code)) &&
    codes.some(isObject) &&
    codes.some(isLayer)
  );
}
