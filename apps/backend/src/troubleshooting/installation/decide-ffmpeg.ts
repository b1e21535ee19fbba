import type { Message } from '../../platform/messages/message-catalog';
import { message } from '../messages';
import { type InstallationCheck, toInstallationCheck } from './installation-check';

/** Parts of FFmpeg that re-encoding requires: the text in the output of `ffmpeg -h TOPIC`, by topic. */
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
  /** No media server runs on this machine, so neither does its FFmpeg. */
  | { readonly kind: 'elsewhere' }
  /** It is not in the PATH, or does not run. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'found';
      /** `7.0.2-static`. */
      readonly version: string;
      /** Output of `-h TOPIC`. */
      readonly help: Readonly<Record<FfmpegTopic, string>>;
    };

/** Decides whether the FFmpeg beside the media servers can re-encode video. Pure. @param what Name of the check. */
export function decideFfmpeg(facts: FfmpegFacts, what: Message = message('check.ffmpeg')): InstallationCheck {
  if (facts.kind === 'elsewhere')
    return toInstallationCheck(what, 'unknown', message('check.ffmpeg.elsewhere'));
  const warning = (found: Message, fix: Message) => toInstallationCheck(what, 'warning', found, fix);
  if (facts.kind === 'none') return warning(message('check.ffmpeg.none'), message('check.ffmpeg.none.fix'));
  const { version, help } = facts;
  const isMissing = (topic: FfmpegTopic) => !help[topic].includes(FFMPEG_REQUIREMENTS[topic]);
  const parts = (['encoder=libx264', 'muxer=rtsp', 'demuxer=mpjpeg'] as const).filter(isMissing);
  if (parts.length > 0)
    return warning(
      message('check.ffmpeg.incomplete', { version, parts: parts.join(', ') }),
      message('check.ffmpeg.incomplete.fix'),
    );
  if (isMissing('protocol=http'))
    return warning(message('check.ffmpeg.redirects', { version }), message('check.ffmpeg.redirects.fix'));
  return toInstallationCheck(what, 'ok', message('check.ffmpeg.ok', { version }));
}
