import { canonicalCameraPath } from '@ppf/contracts';
import { ticketInShell, TRANSCODER_SECRET_VARIABLE } from '../../../platform/crypto/transcoder-ticket';

/** What is re-encoded: a path of the media server itself, or MJPEG over HTTP. */
export type TranscodeInput =
  | { readonly kind: 'path'; readonly path: string }
  /** Without user and password: the command stands in the process list of the media server. */
  | { readonly kind: 'mjpeg'; readonly url: string };

/** Names that `pathOf` and `rawPathOf` make, and nothing else. */
const PATH = /^[a-z0-9/-]+$/;
/** What has a meaning in no shell, inside double quotes, and none for MediaMTX, which expands `$`. */
const HARMLESS = /^[A-Za-z0-9\-._~:/?#[\]@&=+,;%]+$/;

/** Full HD at most, even numbers of pixels: H.264 with 4:2:0 has no odd ones. */
const SCALE = '"scale=w=trunc(min(1920\\,iw)/2)*2:h=-2"';
/** No B-frames, a key frame each second, nothing held back. Baseline would need more bits; every browser plays Main. */
const H264 = [
  ...['-an', '-vf', SCALE, '-c:v', 'libx264', '-preset', 'veryfast', '-tune', 'zerolatency'],
  ...['-profile:v', 'main', '-pix_fmt', 'yuv420p', '-bf', '0', '-sc_threshold', '0'],
  ...['-force_key_frames', '"expr:gte(t,n_forced)"', '-crf', '23', '-maxrate', '4M', '-bufsize', '4M'],
];

/**
 * The command by which MediaMTX re-encodes to H.264: FFmpeg by way of `sh`, since MediaMTX runs no shell itself. Made of
 * validated parts only, and holds no credentials: FFmpeg shows tickets, which `sh` makes when it starts.
 * @throws RangeError for a path or URL that must not stand in a command.
 */
export function transcodeCommand(input: TranscodeInput, to: string): string {
  const { start, source } = partsOf(input);
  const words = [
    ...['set', '-f;', 'exec', 'env', '-u', TRANSCODER_SECRET_VARIABLE, ...start],
    ...['-hide_banner', '-nostdin', '-loglevel', 'error', ...source, ...H264],
    ...['-f', 'rtsp', '-rtsp_transport', 'tcp', '-pkt_size', '1300', ownUrl('publish', to)],
  ];
  return `sh -c '${words.join(' ')}'`;
}

/** `start`: shell words that follow `env -u …`, the program among them. `source`: FFmpeg's options up to its input. */
interface CommandParts {
  readonly start: readonly string[];
  readonly source: readonly string[];
}

function partsOf(input: TranscodeInput): CommandParts {
  if (input.kind === 'path')
    return { start: ['ffmpeg'], source: ['-rtsp_transport', 'tcp', '-i', ownUrl('read', input.path)] };
  const { origin, path } = harmlessUrl(input.url);
  // Times of arrival: MJPEG over HTTP has none of its own. Gives up on a silent camera; MediaMTX starts it again.
  const options = ['-rw_timeout', '10000000', '-f', 'mpjpeg', '-use_wallclock_as_timestamps', '1'];
  const source = ['-protocol_whitelist', 'http,tcp', ...options, '-i', `"${origin}${path}"`];
  return { start: ['-u', 'http_proxy', '-u', 'no_proxy', boundToCamera(origin)], source };
}

/**
 * Shell words that start FFmpeg so that it connects to no address but the camera's, wherever the camera sends it. Releases
 * differ (5.1.9 has `-max_redirects`, 7.0.2 has not), so the FFmpeg that runs is asked. One that follows redirects is given
 * the camera as its HTTP proxy: every request then goes to the camera, in absolute form (RFC 9112 §3.2.2).
 */
function boundToCamera(origin: string): string {
  const proxy = /:\d+$/u.test(origin) ? origin : `${origin}:80`;
  const knows = 'ffmpeg -hide_banner -h protocol=http 2>&1 | grep -q -e -max_redirects';
  return `\`${knows} && echo ffmpeg -max_redirects 0 || echo http_proxy=${proxy} ffmpeg\``;
}

/** `RTSP_PORT` is MediaMTX's own variable (MediaMTX contract §10). */
function ownUrl(act: 'read' | 'publish', path: string): string {
  if (!PATH.test(path)) throw new RangeError('A path that is not ours must not stand in a command.');
  return `"rtsp://127.0.0.1:$RTSP_PORT/${path}?token=${ticketInShell({ act, path })}"`;
}

/** In the form that the camera test asks for too. Not `https`: which certificates FFmpeg takes depends on its build. */
function harmlessUrl(url: string): { readonly origin: string; readonly path: string } {
  const [, origin = '', path = ''] =
    /^(http:\/\/(?:\[[0-9a-f:.]+\]|[\w.-]+)(?::\d{1,5})?)(\/.*)?$/isu.exec(url) ?? [];
  const canonical = canonicalCameraPath(path || '/', 'mjpeg', false);
  if (origin === '' || !HARMLESS.test(origin + canonical))
    throw new RangeError('A URL of this kind must not stand in a command.');
  return { origin, path: canonical };
}
