import type { RtspClientRules } from '@ppf/mediamtx';

const MAX_REASON_BYTES = 254;

/** Parsed start line of a message. */
export type StartLine =
  | { readonly kind: 'response'; readonly status: number }
  | { readonly kind: 'request'; readonly method: string };

/** Parses the start line of a message. Null: MediaMTX of this release refuses it. */
export function parseStartLine(line: string, rules: RtspClientRules): StartLine | null {
  const response = /^RTSP\/1\.0 (\d{1,3})(?: (.*))?$/s.exec(line);
  if (response !== null) {
    const [, status, reason] = response;
    const isAllowed =
      reason === undefined
        ? rules.allowsMissingReason
        : reason.length <= MAX_REASON_BYTES && (reason !== '' || rules.allowsEmptyReason);
    return isAllowed ? { kind: 'response', status: Number(status) } : null;
  }
  const method = /^([A-Z_]{1,63}) \S+ RTSP\/1\.0$/.exec(line)?.[1];
  return method === undefined ? null : { kind: 'request', method };
}
