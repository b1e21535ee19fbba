import type { PitStream } from '@ppf/contracts';

/** What the player measures of its picture. */
export interface Figures {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Frames a second. */
  readonly fps: number;
  /** Bits a second. */
  readonly bitrate: number;
  /** How far behind live, in milliseconds; null while unknown. */
  readonly latencyMs: number | null;
}

/**
 * A picture as people speak of it: `720p · 25 fps · 1.1 Mbit/s · 80 ms`, as the player measures it; while it has none,
 * what the media server tells: `720p · 1.1 Mbit/s`. Empty when nothing is known.
 */
export function figuresText(
  figures: Figures | null,
  stream: Pick<PitStream, 'height' | 'bits_per_second'>,
): string {
  const measured = figures && figures.width > 0 ? figures : null;
  const height = measured?.height ?? stream.height;
  const bitrate = measured?.bitrate || stream.bits_per_second;
  const parts: string[] = [];
  if (height) parts.push(`${height}p`);
  if (measured && measured.fps > 0) parts.push(`${Math.round(measured.fps)} fps`);
  if (bitrate) parts.push(bitrateText(bitrate));
  const latency = measured?.latencyMs ?? null;
  if (latency !== null) parts.push(latencyText(latency));
  return parts.join(' · ');
}

/** How the camera encodes it: `H264 High`. Empty while that is not known. */
export function codecText({ codec, profile }: Pick<PitStream, 'codec' | 'profile'>): string {
  return codec === null ? '' : [codec, profile].filter((part) => part !== null).join(' ');
}

/** `1.1 Mbit/s`, `240 kbit/s`. */
export function bitrateText(bits: number): string {
  return bits >= 1e6 ? `${(bits / 1e6).toFixed(1)} Mbit/s` : `${Math.round(bits / 1000)} kbit/s`;
}

function latencyText(milliseconds: number): string {
  return milliseconds >= 1000 ? `${(milliseconds / 1000).toFixed(1)} s` : `${Math.round(milliseconds)} ms`;
}
