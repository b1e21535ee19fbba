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

/** The picture's figures as people say them: `640 × 360 · 25 fps · 1.1 Mbit/s · 80 ms`. Empty while there is none. */
export function figuresText(figures: Figures | null): string {
  if (!figures || figures.width === 0) return '';
  const parts = [`${figures.width} × ${figures.height}`];
  if (figures.fps > 0) parts.push(`${Math.round(figures.fps)} fps`);
  if (figures.bitrate > 0) parts.push(bitrateText(figures.bitrate));
  if (figures.latencyMs !== null) parts.push(latencyText(figures.latencyMs));
  return parts.join(' · ');
}

/** `1.1 Mbit/s`, `240 kbit/s`. */
export function bitrateText(bits: number): string {
  return bits >= 1e6 ? `${(bits / 1e6).toFixed(1)} Mbit/s` : `${Math.round(bits / 1000)} kbit/s`;
}

function latencyText(milliseconds: number): string {
  return milliseconds >= 1000 ? `${(milliseconds / 1000).toFixed(1)} s` : `${Math.round(milliseconds)} ms`;
}
