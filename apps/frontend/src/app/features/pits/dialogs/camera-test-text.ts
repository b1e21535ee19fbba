import type { CameraTest, CameraTestStepName, CameraTestVideo } from '@ppf/contracts';
import { bitrateText } from '../figures-text';

/** What a step does, for people. */
export const STEP_TEXTS: Readonly<Record<CameraTestStepName, string>> = {
  key: 'Check that the camera may publish',
  arrival: 'See whether its video arrives',
  resolve: 'Check the address',
  reach: 'Connect to the camera',
  request: 'Ask for its pictures',
  options: 'Talk to its video service',
  describe: 'Sign in and find the stream',
  play: 'Start the stream',
  video: 'Watch the pictures',
};

/** How long a step took: `40 ms`, `2.1 s`. */
export function stepTimeText(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** What a test comes to, in one sentence. */
export function verdictText({ ok, steps }: CameraTest): string {
  if (!ok) return 'The camera cannot be seen like this.';
  return steps.some(({ fault }) => fault) ? 'The camera works, but not well.' : 'The camera works.';
}

/** What the camera sends: `H264 High · 1920 × 1080 · 25 fps · 2.1 Mbit/s · key frame every 1.0 s`. */
export function videoText(video: CameraTestVideo): string {
  const { codec, profile, width, height, frame_rate, bitrate, key_frame_interval_ms } = video;
  const parts = [profile === null ? codec : `${codec} ${profile}`];
  if (width !== null && height !== null) parts.push(`${width} × ${height}`);
  if (frame_rate !== null) parts.push(`${frame_rate} fps`);
  if (bitrate !== null) parts.push(bitrateText(bitrate));
  if (key_frame_interval_ms !== null) parts.push(`key frame every ${stepTimeText(key_frame_interval_ms)}`);
  return parts.join(' · ');
}
