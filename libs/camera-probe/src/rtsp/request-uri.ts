/** Address of a stream, without credentials. */
export interface StreamPlace {
  /** `rtsps`. */
  readonly tls: boolean;
  /** Name or address, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  /** With its leading slash, query included. */
  readonly path: string;
}

/** The request URI for a camera. Invalid characters are percent-encoded, in particular line breaks. */
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
