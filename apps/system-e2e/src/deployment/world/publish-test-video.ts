import { type ChildProcess, spawn } from 'node:child_process';
import { type Installation } from '../../chaos/world/installation';

/** Publishes test video with FFmpeg until the installation stops. Reconnects after each disconnect, as cameras do. */
export function publishTestVideo(
  installation: Installation,
  address: string,
  encoder: readonly string[],
): void {
  const isAudio = encoder.includes('-vn');
  const picture = ['-f', 'lavfi', '-i', 'testsrc=size=320x240:rate=10'];
  const input = ['-loglevel', 'error', '-re', ...(isAudio ? ['-f', 'lavfi', '-i', 'sine'] : picture)];
  const args = [...input, ...encoder, '-f', 'rtsp', '-rtsp_transport', 'tcp', address];
  let isStopped = false;
  let child: ChildProcess;
  let timer: NodeJS.Timeout | undefined;
  const start = (): void => {
    child = spawn('ffmpeg', args, { stdio: 'ignore' });
    child.once('exit', () => {
      if (!isStopped) timer = setTimeout(start, 1000);
    });
  };
  start();
  installation.atEnd(() => {
    isStopped = true;
    clearTimeout(timer);
    child.kill('SIGKILL');
  });
}
