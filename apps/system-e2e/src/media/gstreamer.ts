import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** Whether GStreamer can encode H.264 and publish by RTSP: programs, plugins and all. */
export function hasGstreamer(): boolean {
  return ['x264enc', 'rtspclientsink'].every(
    (element) => spawnSync('gst-inspect-1.0', ['--exists', element]).status === 0,
  );
}

/**
 * Plays 30 frames of an RTSP URL with rtspsrc, as any GStreamer player does; throws with its words when it cannot. With
 * MediaMTX only over TCP: 1.22.0 gives up where UDP is refused first.
 */
export async function gstreamerPlays(url: string): Promise<void> {
  const pipeline = 'protocols=tcp ! rtph264depay ! h264parse ! fakesink num-buffers=30'.split(' ');
  const player = spawn('gst-launch-1.0', ['rtspsrc', `location=${url}`, ...pipeline], { timeout: 20_000 });
  const [stdout, stderr] = await Promise.all([text(player.stdout), text(player.stderr)]);
  if (!stdout.includes('Got EOS from element'))
    throw new Error(`GStreamer played nothing: ${stderr.replaceAll(url, 'the URL')}`);
}

/** A bouncing ball of 320 by 240, published to the URL until the process is ended. Credentials of the URL are used. */
export function gstreamerPublishes(url: string): ChildProcess {
  const source = 'videotestsrc is-live=true pattern=ball ! video/x-raw,width=320,height=240,framerate=15/1';
  const coding =
    'x264enc tune=zerolatency speed-preset=ultrafast key-int-max=15 ! video/x-h264,profile=baseline';
  const pipeline = `${source} ! videoconvert ! ${coding} ! rtspclientsink protocols=tcp`.split(' ');
  return spawn('gst-launch-1.0', ['-q', ...pipeline, `location=${url}`], { stdio: 'ignore' });
}
