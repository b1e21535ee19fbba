import type {
  CameraFeed,
  CameraKind,
  CameraTest,
  CameraTestFaultCode,
  CameraTestStepName,
  CameraTestVideo,
} from '@ppf/contracts';
import { formatMilliseconds } from '../../texts';
import { bitrateText, frameRateText, sizeText } from '../figures-text';
import { cameraText } from '../camera/texts/text';

/** What a step of the test does. */
export function testStepText(step: CameraTestStepName): string {
  return cameraText(`test.step.${step}`);
}

const PULLED: readonly CameraTestStepName[] = ['resolve', 'reach', 'options', 'describe', 'play', 'video'];
const MJPEG: readonly CameraTestStepName[] = ['resolve', 'reach', 'request', 'video'];
const PUSHED: readonly CameraTestStepName[] = ['key', 'arrival', 'describe', 'play', 'video'];

/** The steps of a camera's test in their order, as long as none fails. */
export function plannedSteps(camera: {
  kind?: CameraKind | undefined;
  feed?: CameraFeed | null | undefined;
}): readonly CameraTestStepName[] {
  if (camera.kind === 'push') return PUSHED;
  return camera.feed === 'mjpeg' ? MJPEG : PULLED;
}

/**
 * The result of a test, in one sentence.
 * @param playing Whether the camera's video plays on the same page, which contradicts a failed test.
 */
export function verdictText({ ok, steps }: CameraTest, playing = false): string {
  if (!ok) return cameraText(playing ? 'test.verdict.playing' : 'test.verdict.failed');
  const codes = steps.flatMap(({ fault }) => fault?.code ?? []);
  if (codes.length > 0 && codes.every((code) => code === 'no-second-connection'))
    return cameraText('test.verdict.live');
  return cameraText(codes.length > 0 ? 'test.verdict.warnings' : 'test.verdict.passed');
}

/** The camera's video: `H264 High · 1920 × 1080 · 25 fps · 2.1 Mbit/s · key frame every 1.0 sec`. */
export function videoText(video: CameraTestVideo): string {
  const { codec, profile, width, height, frame_rate, bitrate, key_frame_interval_ms } = video;
  const parts = [profile === null ? codec : `${codec} ${profile}`];
  if (width !== null && height !== null) parts.push(sizeText(width, height));
  if (frame_rate !== null) parts.push(frameRateText(frame_rate));
  if (bitrate !== null) parts.push(bitrateText(bitrate));
  if (key_frame_interval_ms !== null)
    parts.push(cameraText('test.keyFrameInterval', { interval: formatMilliseconds(key_frame_interval_ms) }));
  return parts.join(' · ');
}

/** A setting of the setup whose change can fix a failed test. */
export type SettingToChange = 'address' | 'password' | 'transcode';

/** The setting that fixes a fault. Other faults are fixed on the camera or the network. */
const FIXED_BY: Partial<Readonly<Record<CameraTestFaultCode, SettingToChange>>> = {
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

/** The setting to change after a failed test; null when no setting can fix it. */
export function settingToChange({ steps }: CameraTest): SettingToChange | null {
  const failed = steps.find(({ ok }) => !ok)?.fault;
  return (failed && FIXED_BY[failed.code]) ?? null;
}

/** Whether browsers can play a camera's video: as it is, or re-encoded where only its encoding is unsupported. */
export function canBeShown(found: CameraTest | null, transcode: boolean): boolean {
  if (!found) return false;
  return found.ok || (transcode && settingToChange(found) === 'transcode');
}
