import type { CameraStream } from '@ppf/contracts';
import { frameRateText, sizeText } from '../../../pits/figures-text';

/** A stream that a camera offers: `H264 · 1920 × 1080 · 25 fps · /Streaming/Channels/101`. */
export function streamText({ codec, width, height, frame_rate: rate, path }: CameraStream): string {
  const parts = [codec, width !== null && height !== null ? sizeText(width, height) : null];
  if (rate !== null) parts.push(frameRateText(rate));
  return [...parts.filter((part) => part !== null), path].join(' · ');
}
