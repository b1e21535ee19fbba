import type { MediaProfile } from './media-profiles';
import { shortText } from '../discovery/device-scopes';
import { parseStreamUri, type StreamPlace } from './stream-uri';

/** A stream that a camera offers, at its own host. */
export interface OfferedStream extends StreamPlace {
  readonly name: string;
  /** The camera's name of its video source, the same for all streams of a recorder's channel; null: it does not tell. */
  readonly source: string | null;
  readonly codec: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly frameRate: number | null;
  /** What it suits as, among the streams of its source; null: neither. */
  readonly suits: 'main' | 'sub' | null;
}

/** A profile with the URI that the camera gave for it; null: it gave none, undefined: it was not asked yet. */
export interface ProfileUri {
  readonly profile: MediaProfile;
  readonly uri: string | null | undefined;
}

/**
 * Profiles as streams: those with an RTSP address, by source in the camera's order, largest first, each place once. Profiles
 * that were not asked yet count when it is decided what suits, so that every page of a long list says the same. Pure.
 */
export function toOfferedStreams(profiles: readonly ProfileUri[]): readonly OfferedStream[] {
  const usable = profiles.flatMap(({ profile, uri }) => {
    const place = typeof uri === 'string' ? parseStreamUri(uri) : null;
    return uri !== undefined && place === null ? [] : [{ profile, place }];
  });
  const sources = [...new Set(usable.map(({ profile }) => profile.source))];
  const streams = sources.flatMap((source) =>
    streamsOf(usable.filter(({ profile }) => profile.source === source)),
  );
  const key = ({ tls, port, path }: StreamPlace) => `${tls} ${port} ${path}`;
  return streams.filter((stream, at) => streams.findIndex((each) => key(each) === key(stream)) === at);
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
    const said = { codec: codecOf(encoding), width, height, frameRate };
    return [{ name: shortText(name) ?? 'Stream', source: channel, ...place, ...said, suits } as const];
  });
}

/** A codec as devices write it (`H.264`, `HEVC`), as we write it. */
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
