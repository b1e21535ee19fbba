import type { PitStream } from '@ppf/contracts';
import { text } from './text';

/** The sentence if the media server, and not the camera, causes the missing picture; null otherwise. */
export function mediaServerSentence({ status, cause }: PitStream): string | null {
  if (cause !== 'media-server') return null;
  return status === 'live' || status === 'unknown'
    ? text('mediaServer.unreachable')
    : text('mediaServer.interrupted');
}

/** The camera is named only if the media server receives nothing from it either. */
export function stalledSentence({ status }: PitStream): string {
  return status === 'stalled' || status === 'offline' ? text('stalled.camera') : text('stalled.here');
}

/** The name of a codec for users. @param codec as MediaMTX reports it; null while unknown */
export function codecName(codec: string | null): string {
  if (codec === null) return text('codec.unknown');
  if (codec === 'M-JPEG') return text('codec.mjpeg');
  return codec === 'H265' ? 'H.265' : codec;
}
