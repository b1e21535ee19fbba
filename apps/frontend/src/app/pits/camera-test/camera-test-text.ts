import type {
  CameraFeed,
  CameraKind,
  CameraTest,
  CameraTestFaultCode,
  CameraTestStepName,
  CameraTestVideo,
} from '@ppf/contracts';
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

const PULLED: readonly CameraTestStepName[] = ['resolve', 'reach', 'options', 'describe', 'play', 'video'];
const MJPEG: readonly CameraTestStepName[] = ['resolve', 'reach', 'request', 'video'];
const PUSHED: readonly CameraTestStepName[] = ['key', 'arrival', 'describe', 'play', 'video'];

/** The steps that a camera's test takes, in order, as long as nothing fails. */
export function plannedSteps(camera: {
  kind?: CameraKind | undefined;
  feed?: CameraFeed | null | undefined;
}): readonly CameraTestStepName[] {
  if (camera.kind === 'push') return PUSHED;
  return camera.feed === 'mjpeg' ? MJPEG : PULLED;
}

/** How long a step took: `40 ms`, `2.1 s`. */
export function stepTimeText(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/**
 * What a test comes to, in one sentence.
 * @param playing Whether the camera's picture plays on the same page: it disproves that the camera cannot be seen.
 */
export function verdictText({ ok, steps }: CameraTest, playing = false): string {
  if (!ok && playing) return 'The picture plays here, but other viewers may have a problem.';
  if (!ok) return 'No picture arrives.';
  const codes = steps.flatMap(({ fault }) => fault?.code ?? []);
  if (codes.length > 0 && codes.every((code) => code === 'no-second-connection'))
    return 'The camera is live.';
  return codes.length > 0 ? 'The camera works, but not well.' : 'The camera works.';
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

/** What another answer would mend. */
export type AnswerToChange = 'address' | 'password' | 'transcode';

/** Which faults are mended by another answer, and which one; the rest is mended at the camera or in the network. */
const MENDED_BY: Partial<Readonly<Record<CameraTestFaultCode, AnswerToChange>>> = {
  unresolvable: 'address',
  'address-refused': 'address',
  unreachable: 'address',
  'refused-connection': 'address',
  'not-rtsp': 'address',
  'tls-failed': 'address',
  redirected: 'address',
  'wrong-path': 'address',
  'no-video': 'address',
  'tcp-refused': 'address',
  'udp-refused': 'address',
  'udp-no-packets': 'address',
  'password-needed': 'password',
  'wrong-password': 'password',
  forbidden: 'password',
  'not-mjpeg': 'address',
  'http-sign-in-unsupported': 'address',
  'unsupported-codec': 'transcode',
  'b-frames': 'transcode',
  'intra-refresh': 'transcode',
};

/** The answer to change after a test that failed; null when no other answer would help. */
export function answerToChange({ steps }: CameraTest): AnswerToChange | null {
  const failed = steps.find(({ ok }) => !ok)?.fault;
  return (failed && MENDED_BY[failed.code]) ?? null;
}

/** Whether a camera can be shown: as it is, or re-encoded where only its coding is in the way. */
export function canBeShown(found: CameraTest | null, transcode: boolean): boolean {
  if (!found) return false;
  return found.ok || (transcode && answerToChange(found) === 'transcode');
}

/** A certificate's SHA-256 as cameras and browsers show it: `AB:CD:…`. */
export function fingerprintText(hex: string): string {
  return hex.toUpperCase().replace(/..(?!$)/g, '$&:');
}
