import { isIP } from 'node:net';
import type { RtspClientRules } from '@ppf/mediamtx';
import { parseGoUint } from './go-text';
import { parseKeyValues } from './key-values';

/** How a track is sent, from the response of a camera to SETUP (RFC 2326 §12.39). */
export interface TrackTransport {
  readonly protocol: 'tcp' | 'udp';
  readonly isMulticast: boolean;
  /** Interleaved channels of RTP and RTCP; null: not given. */
  readonly channels: readonly [number, number] | null;
  /** The camera's ports for RTP and RTCP; null: not given. */
  readonly serverPorts: readonly [number, number] | null;
  /** Source address of the packets; null: the camera's own address. */
  readonly source: string | null;
}

const PROTOCOLS: Readonly<Record<string, TrackTransport['protocol']>> = {
  'RTP/AVP': 'udp',
  'RTP/AVP/UDP': 'udp',
  'RTP/AVP/TCP': 'tcp',
};
const PORT_KEYS = ['interleaved', 'port', 'client_port', 'server_port'] as const;

/** The `Transport` headers of a response; null: the media server does not accept them (gortsplib, `pkg/headers`). */
export function parseTransport(values: readonly string[], rules: RtspClientRules): TrackTransport | null {
  const pairs = values.length === 1 ? parseKeyValues(values[0] ?? '', ';') : null;
  if (pairs === null) return null;
  const protocol = [...pairs.keys()].map((key) => PROTOCOLS[key]).findLast((each) => each !== undefined);
  const ports = new Map<string, readonly [number, number] | null>(
    PORT_KEYS.filter((key) => pairs.has(key)).map((key) => [key, parsePorts(pairs.get(key) ?? '')]),
  );
  const mode = pairs.get('mode')?.toLowerCase() ?? 'play';
  const ttl = pairs.get('ttl');
  const source = pairs.get('source') || null;
  const isValid =
    protocol !== undefined &&
    [...ports.values()].every((pair) => pair !== null) &&
    ['play', 'record', 'receive'].includes(mode) &&
    (ttl === undefined || parseGoUint(ttl, 32) !== null) &&
    (rules.allowsAnyTransportSource || hasAddresses(source, pairs.get('destination') || null));
  if (!isValid) return null;
  return {
    protocol,
    isMulticast: pairs.has('multicast') && !pairs.has('unicast'),
    channels: ports.get('interleaved') ?? null,
    serverPorts: ports.get('server_port') ?? null,
    source,
  };
}

// Older releases resolve a name as source. A name that is unknown on the machine's network cannot be resolved.
function hasAddresses(source: string | null, destination: string | null): boolean {
  return (source === null || isIP(source) !== 0) && (destination === null || isIP(destination) !== 0);
}

function parsePorts(text: string): readonly [number, number] | null {
  const parts = text.split('-').map((part) => parseGoUint(part));
  const [first, second] = parts;
  if (first === undefined || first === null || second === null || parts.length > 2) return null;
  return [first, second ?? first + 1];
}
