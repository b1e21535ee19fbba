/** Action of a transcoder: read a camera's own video, or publish the re-encoded video. */
export type TranscoderAct = 'read' | 'publish';

/** The job that a ticket allows. */
export interface TranscodeJob {
  readonly act: TranscoderAct;
  /** MediaMTX's name of the stream that is read or published. */
  readonly path: string;
}

/** Variable in MediaMTX's environment that contains the hook's secret. */
export const TRANSCODER_SECRET_VARIABLE = 'MEDIAMTX_HOOK_SECRET';
/** Begin of every ticket. */
export const TICKET_PREFIX = 'transcoder-';

/** Input of the transcoder: a path of the media server itself, or MJPEG over HTTP. */
export type TranscodeInput =
  | { readonly kind: 'path'; readonly path: string }
  /**
   * With a canonical path (`canonicalCameraPath` of the contracts), and without user and password, because the command is
   * visible in the process list of the media server.
   */
  | { readonly kind: 'mjpeg'; readonly url: string };

/** Names that `pathOf` and `rawPathOf` return. */
const PATH = /^[a-z0-9/-]+$/;
/** Characters without a meaning in a shell inside double quotes, and for MediaMTX, which expands `$`. */
const SAFE_CHARACTERS = /^[A-Za-z0-9\-._~:/?#[\]@&=+,;%]+$/;

/** At most full HD, with even numbers of pixels, as H.264 with 4:2:0 needs. */
const SCALE = '"scale=w=trunc(min(1920\\,iw)/2)*2:h=-2"';
/** No B-frames, a key frame every second, no delay. Every browser plays the Main profile; Baseline needs more bits. */
const H264 = [
  ...['-an', '-vf', SCALE, '-c:v', 'libx264', '-preset', 'veryfast', '-tune', 'zerolatency'],
  ...['-profile:v', 'main', '-pix_fmt', 'yuv420p', '-bf', '0', '-sc_threshold', '0'],
  ...['-force_key_frames', '"expr:gte(t,n_forced)"', '-crf', '23', '-maxrate', '4M', '-bufsize', '4M'],
];

/**
 * Command that MediaMTX runs to re-encode to H.264: FFmpeg started by `sh`, because MediaMTX runs no shell itself. Built
 * from validated parts only. Contains no credentials: FFmpeg presents tickets, which `sh` computes when it starts.
 * @throws RangeError for an invalid path or URL.
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

/** `start`: shell words after `env -u …`, including the program. `source`: FFmpeg's options up to its input. */
interface CommandParts {
  readonly start: readonly string[];
  readonly source: readonly string[];
}

function partsOf(input: TranscodeInput): CommandParts {
  if (input.kind === 'path')
    return { start: ['ffmpeg'], source: ['-rtsp_transport', 'tcp', '-i', ownUrl('read', input.path)] };
  const { origin, path } = validateUrl(input.url);
  // Uses the arrival times, because MJPEG over HTTP has no timestamps. FFmpeg ends when nothing arrives for 10 s, and
  // MediaMTX starts it again.
  const options = ['-rw_timeout', '10000000', '-f', 'mpjpeg', '-use_wallclock_as_timestamps', '1'];
  const source = ['-protocol_whitelist', 'http,tcp', ...options, '-i', `"${origin}${path}"`];
  return { start: ['-u', 'http_proxy', '-u', 'no_proxy', startWithoutRedirects(origin)], source };
}

/**
 * Shell words that start FFmpeg so that it connects to the address of the camera only, also after a redirect. FFmpeg
 * releases differ (5.1.9 has `-max_redirects`, 7.0.2 has not), so the installed one is queried for the option. Without
 * the option it gets the camera as its HTTP proxy: every request goes to the camera, in absolute form (RFC 9112 §3.2.2).
 */
function startWithoutRedirects(origin: string): string {
  const proxy = /:\d+$/u.test(origin) ? origin : `${origin}:80`;
  const supportsOption = 'ffmpeg -hide_banner -h protocol=http 2>&1 | grep -q -e -max_redirects';
  return `\`${supportsOption} && echo ffmpeg -max_redirects 0 || echo http_proxy=${proxy} ffmpeg\``;
}

/** `RTSP_PORT` is MediaMTX's own variable (MediaMTX contract §10). */
function ownUrl(act: 'read' | 'publish', path: string): string {
  if (!PATH.test(path)) throw new RangeError('The path is not valid in a command.');
  return `"rtsp://127.0.0.1:$RTSP_PORT/${path}?token=${ticketInShell({ act, path })}"`;
}

/** In the form that the camera test uses too. Not `https`: the certificates that FFmpeg accepts depend on its build. */
function validateUrl(url: string): { readonly origin: string; readonly path: string } {
  const [, origin = '', path = ''] =
    /^(http:\/\/(?:\[[0-9a-f:.]+\]|[\w.-]+)(?::\d{1,5})?)(\/.*)?$/isu.exec(url) ?? [];
  const request = path || '/';
  if (origin === '' || !SAFE_CHARACTERS.test(origin + request))
    throw new RangeError('The URL is not valid in a command.');
  return { origin, path: request };
}

/**
 * Shell command that computes a ticket where the transcoder runs: SHA-256 of the secret, the job and the second. The
 * secret is piped from the environment, never passed as an argument; the process list shows only a ticket that has been
 * used. Without `$`, which MediaMTX would replace as a variable.
 */
function ticketInShell({ act, path }: TranscodeJob): string {
  const lines = `{ printenv ${TRANSCODER_SECRET_VARIABLE}; echo transcoder ${act} ${path}; date +%s; }`;
  return `${TICKET_PREFIX}\`${lines} | sha256sum | cut -c-64\``;
}

/** Output paths of a transcoder that reads another path: the raw path of the same pit. */
const MAIN_PATH = /^(workshop-\d+\/pit-\d+)(\/raw)?$/;
const MJPEG_INPUT = /-f mpjpeg -use_wallclock_as_timestamps 1 -i "(http:\/\/[^"]+)"/;

/**
 * Whether a command of a path is exactly one that `transcodeCommand` returns for this path. Builds the command again from
 * the parts that may vary and compares the whole text, so that nothing else can be run.
 * @param path Path whose configuration has the command: the raw path or the output path of the transcoder.
 */
export function isTranscodeCommand(command: string, path: string): boolean {
  const [, main] = MAIN_PATH.exec(path) ?? [];
  if (main === undefined) return false;
  if (command === transcodeCommand({ kind: 'path', path: `${main}/raw` }, main)) return true;
  const [, url] = MJPEG_INPUT.exec(command) ?? [];
  if (url === undefined || path !== main) return false;
  try {
    return command === transcodeCommand({ kind: 'mjpeg', url }, main);
  } catch {
    return false;
  }
}
