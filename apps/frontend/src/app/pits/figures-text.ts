import type { PitStream } from '@ppf/contracts';
import { formatMilliseconds, formatNumber } from '../texts';
import { pitsText } from './texts/text';

/** What the player measures of its video. */
export interface Figures {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Frames per second. */
  readonly fps: number;
  /** Bits per second. */
  readonly bitrate: number;
  /** Latency behind live, in milliseconds; null while unknown. */
  readonly latencyMs: number | null;
}

/**
 * Resolution, frame rate, bitrate and latency as the player measures them: `720p · 25 fps · 1.1 Mbit/s · 80 ms`. While
 * the player has no video, what the media server reports: `720p · 1.1 Mbit/s`. Empty when nothing is known.
 */
export function figuresText(
  figures: Figures | null,
  stream: Pick<PitStream, 'height' | 'bits_per_second'>,
): string {
  const measured = figures && figures.width > 0 ? figures : null;
  const height = measured?.height ?? stream.height;
  const bitrate = measured?.bitrate || stream.bits_per_second;
  const parts: string[] = [];
  if (height) parts.push(pitsText('figures.height', { height }));
  if (measured && measured.fps > 0) parts.push(frameRateText(Math.round(measured.fps)));
  if (bitrate) parts.push(bitrateText(bitrate));
  const latency = measured?.latencyMs ?? null;
  if (latency !== null) parts.push(formatMilliseconds(latency));
  return parts.join(' · ');
}

/** Codec and profile: `H264 High`. Empty while they are unknown. */
export function codecText({ codec, profile }: Pick<PitStream, 'codec' | 'profile'>): string {
  return codec === null ? '' : [codec, profile].filter((part) => part !== null).join(' ');
}

/** `25 fps`. */
export function frameRateText(rate: number): string {
  return pitsText('figures.frameRate', { rate: formatNumber(rate, Number.isInteger(rate) ? 0 : 1) });
}

/** `1.1 Mbit/s`, `240 kbit/s`. */
export function bitrateText(bits: number): string {
  return bits >= 1e6
    ? pitsText('figures.megabits', { value: formatNumber(bits / 1e6, 1) })
    : pitsText('figures.kilobits', { value: formatNumber(Math.round(bits / 1000)) });
}

/** `1920 × 1080`. */
export function sizeText(width: number, height: number): string {
  return pitsText('figures.size', { width: String(width), height: String(height) });
}
