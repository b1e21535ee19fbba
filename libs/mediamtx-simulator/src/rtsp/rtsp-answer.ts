/** An RTSP response. */
export interface RtspAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
  /** Reason for the log; if set, the connection closes after the response. */
  close?: string;
}

const REASONS: Record<number, string> = {
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  461: 'Unsupported Transport',
  501: 'Not Implemented',
};

/** Serializes a response with its headers in gortsplib's order (by name). */
export function writeAnswer({ status, headers = {}, body = '' }: RtspAnswer, cseq: string): string {
  const all: [string, string][] = [
    ...Object.entries(headers),
    ['Server', 'gortsplib'],
    ...(body === '' ? [] : ([['Content-Length', String(Buffer.byteLength(body))]] as [string, string][])),
  ];
  const lines = all.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}: ${value}`);
  return [`RTSP/1.0 ${status} ${REASONS[status] ?? ''}`, `CSeq: ${cseq}`, ...lines, '', body].join('\r\n');
}
