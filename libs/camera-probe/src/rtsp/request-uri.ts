/** Where a stream is, without who may see it. */
export interface StreamPlace {
  /** `rtsps`. */
  readonly tls: boolean;
  /** Name or address, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  /** With its leading slash, query included. */
  readonly path: string;
}

/** The URI that a camera is asked for. What may not stand in one is percent-encoded, line breaks above all. */
export function toRequestUri({ tls, host, port, path }: StreamPlace): string {
  const hostPart = host.includes(':') ? `[${host}]` : host;
  return `${tls ? 'rtsps' : 'rtsp'}://${hostPart}:${port}${encode(path)}`;
}

function encode(text: string): string {
  return Buffer.from(text, 'utf8')
    .toString('latin1')
    .replace(/[^\x21-\x7e]|[#"<>\\]/g, (character) => `%${hex(character.charCodeAt(0))}`);
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}
