import { spawn, spawnSync, type ChildProcess } from 'node:child_process';

/** Whether ffmpeg and ffprobe are installed. */
export function hasFfmpeg(): boolean {
  return ['ffmpeg', 'ffprobe'].every((command) => spawnSync(command, ['-version']).status === 0);
}

/** Result of another player for an RTSP URL. */
export interface Probed {
  readonly codec: string;
  readonly width: number;
  readonly packets: number;
}

/** Reads about two seconds of an RTSP or HLS URL with ffprobe; throws with its words when it cannot. */
export function ffprobe(url: string): Promise<Probed> {
  const child = spawn('ffprobe', [
    ...(url.startsWith('rtsp') ? ['-rtsp_transport', 'tcp'] : []),
    ...['-v', 'error', '-read_intervals', '%+2', '-count_packets'],
    ...[
      '-select_streams',
      'v:0',
      '-show_entries',
      'stream=codec_name,width,nb_read_packets',
      '-of',
      'json',
      url,
    ],
  ]);
  let said = '';
  let complained = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (said += String(text)));
  child.stderr.setEncoding('utf8').on('data', (text) => (complained += String(text)));
  const patience = setTimeout(() => child.kill('SIGKILL'), 20_000);
  return new Promise((resolve, reject) => {
    child.once('close', (code) => {
      clearTimeout(patience);
      if (code !== 0)
        return reject(new Error(`ffprobe ended with ${code}: ${complained.replaceAll(url, 'the URL')}`));
      const { streams } = JSON.parse(said) as { streams: Record<string, string>[] };
      const [stream = {}] = streams;
      resolve({
        codec: stream['codec_name'] ?? '',
        width: Number(stream['width']),
        packets: Number(stream['nb_read_packets']),
      });
    });
  });
}

/** A test picture of 320 by 180, published to the URL until the process is ended. */
export function ffmpegPublishes(url: string): ChildProcess {
  const source = ['-re', '-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=15'];
  const coding = [
    '-c:v',
    'libx264',
    '-profile:v',
    'baseline',
    '-preset',
    'ultrafast',
    '-tune',
    'zerolatency',
  ];
  const keyFrames = ['-g', '15', '-pix_fmt', 'yuv420p'];
  return spawn(
    'ffmpeg',
    ['-v', 'error', ...source, ...coding, ...keyFrames, '-f', 'rtsp', '-rtsp_transport', 'tcp', url],
    { stdio: 'ignore' },
  );
}
