import type { InstallationCheck } from './installation-check';

/** What re-encoding needs of FFmpeg, as `ffmpeg -h TOPIC` names it. */
export const FFMPEG_REQUIREMENTS = {
  'protocol=http': '-max_redirects',
  'demuxer=mpjpeg': 'Demuxer mpjpeg',
  'encoder=libx264': 'Encoder libx264',
  'muxer=rtsp': 'Muxer rtsp',
} as const;
/** A topic of FFmpeg's help. */
export type FfmpegTopic = keyof typeof FFMPEG_REQUIREMENTS;

/** The FFmpeg of this machine. */
export type FfmpegFacts =
  /** No media server is on this machine: its FFmpeg is elsewhere. */
  | { readonly kind: 'elsewhere' }
  /** None in the PATH, or it does not run. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'found';
      /** `7.0.2-static`. */
      readonly version: string;
      /** What it answers to `-h TOPIC`. */
      readonly help: Readonly<Record<FfmpegTopic, string>>;
    };

/** Whether cameras can be re-encoded by the FFmpeg beside the media servers. Pure. */
export function decideFfmpeg(facts: FfmpegFacts): InstallationCheck {
  const what = 'FFmpeg for re-encoding';
  if (facts.kind === 'elsewhere')
    return {
      what,
      state: 'unknown',
      found: 'It runs beside the media server, which is not on this machine',
      fix: null,
    };
  if (facts.kind === 'none')
    return {
      what,
      state: 'warning',
      found: 'There is no FFmpeg in the PATH. Cameras cannot be re-encoded.',
      fix: 'Install FFmpeg where the media server runs (apt-get install ffmpeg), unless its container has one.',
    };
  const { version, help } = facts;
  const isMissing = (topic: FfmpegTopic) => !help[topic].includes(FFMPEG_REQUIREMENTS[topic]);
  const parts = (['encoder=libx264', 'muxer=rtsp', 'demuxer=mpjpeg'] as const).filter(isMissing);
  if (parts.length > 0)
    return {
      what,
      state: 'warning',
      found: `FFmpeg ${version} lacks ${parts.join(', ')}. Cameras cannot be re-encoded.`,
      fix: 'Install a complete FFmpeg where the media server runs (apt-get install ffmpeg).',
    };
  if (isMissing('protocol=http'))
    return {
      what,
      state: 'warning',
      found:
        `FFmpeg ${version} lacks the option -max_redirects. For Motion JPEG over HTTP the camera is set as its proxy ` +
        'instead, so that it connects nowhere else. Some cameras do not accept such requests.',
      fix: 'Install an FFmpeg with -max_redirects (ffmpeg -h protocol=http lists it) if such a camera has no picture.',
    };
  return { what, state: 'ok', found: `FFmpeg ${version}`, fix: null };
}
