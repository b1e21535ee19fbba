import type { MediaProfile } from './media-profiles';
import { shortText } from '../discovery/device-scopes';
import { parseStreamUri, type StreamPlace } from './stream-uri';

/** A stream that a camera offers at its own host. */
export interface OfferedStream extends StreamPlace {
  readonly name: string;
  /** Token of the video source, the same for all streams of a recorder's channel. Null: not declared. */
  readonly source: string | null;
  readonly codec: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly frameRate: number | null;
  /** Recommended use among the streams of its source. Null: neither. */
  readonly suits: 'main' | 'sub' | null;
}

/** A profile with its stream URI. Null: the camera returned none; undefined: not requested yet. */
export interface ProfileUri {
  readonly profile: MediaProfile;
  readonly uri: string | null | undefined;
}

/**
 * Converts profiles to streams: those with an RTSP address, grouped by source in the camera's order, largest first, without
 * duplicate addresses. Profiles without a known URI yet count for `suits`, so that every page of a long list agrees.
 * Linear in the number of profiles, apart from sorting within a source. Pure.
 */
export function toOfferedStreams(profiles: readonly ProfileUri[]): readonly OfferedStream[] {
  const bySource = new Map<string | null, Usable[]>();
  for (const { profile, uri } of profiles) {
    const place = typeof uri === 'string' ? parseStreamUri(uri) : null;
    if (uri !== undefined && place === null) continue;
    const { source } = profile;
    const group = bySource.get(source);
    if (group) group.push({ profile, place });
    else bySource.set(source, [{ profile, place }]);
  }
  const byAddress = new Map<string, OfferedStream>();
  for (const stream of [...bySource.values()].flatMap(streamsOf)) {
    const address = `${stream.tls} ${stream.port} ${stream.path}`;
    if (!byAddress.has(address)) byAddress.set(address, stream);
  }
  return [...byAddress.values()];
}

interface Usable {
  readonly profile: MediaProfile;
  readonly place: StreamPlace | null;
}

function streamsOf(usable: readonly Usable[]): readonly OfferedStream[] {
  const sorted = [...usable].sort((a, b) => sizeOf(b.profile) - sizeOf(a.profile));
  const playable = sorted.filter(({ profile }) => ['H264', null].includes(codecOf(profile.encoding)));
  const [main] = playable;
  const sub = playable.at(-1);
  return sorted.flatMap((each) => {
    const { profile, place } = each;
    if (place === null) return [];
    const { name, source, encoding, width, height, frameRate } = profile;
    const suits = each === main ? 'main' : each === sub ? 'sub' : null;
    const channel = source === null ? null : source.slice(0, 80);
    const video = { codec: codecOf(encoding), width, height, frameRate };
    return [{ name: shortText(name) ?? 'Stream', source: channel, ...place, ...video, suits } as const];
  });
}

/** Normalizes the codec name of a device (`H.264`, `HEVC`). */
function codecOf(encoding: string | null): string | null {
  if (encoding === null) return null;
  const name = encoding
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, 20);
  return name === 'HEVC' ? 'H265' : name;
}

function sizeOf({ width, height }: Pick<MediaProfile, 'width' | 'height'>): number {
  return (width ?? 0) * (height ?? 0);
}
