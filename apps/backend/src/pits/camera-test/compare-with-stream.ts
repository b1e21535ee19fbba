import type { CameraTest, CameraTestFaultCode, CameraTestStep, PitStream } from '@ppf/contracts';
import { toCameraFault } from '../camera-fault-text';
import type { CameraEntity } from '../cameras/camera.entity';
import { validateArrivingVideo, videoOfStream } from './arriving-video';

/** State of a pulled camera at the media server while it is tested. */
export interface StreamFacts {
  readonly camera: Pick<CameraEntity, 'feed' | 'transcode'>;
  /** The camera's own stream, on `arrivalPathOf`. */
  readonly arriving: PitStream;
  /** The stream for viewers. */
  readonly shown: PitStream;
}

/** Faults of the video itself. A live stream does not disprove them, unless it is re-encoded. */
const PICTURE_FAULTS: readonly CameraTestFaultCode[] = [
  'unsupported-codec',
  'mjpeg-too-large',
  'intra-refresh',
  'no-key-frame',
  'b-frames',
];

/**
 * Compares the test of a saved, pulled camera with its stream at the media server. A test never contradicts a live
 * stream: where the camera is live and the test's own connection failed, the result is what the media server reports,
 * with the warning `no-second-connection`. Pure.
 */
export function compareWithStream(test: CameraTest, facts: StreamFacts): CameraTest {
  const at = test.steps.findIndex(({ ok }) => !ok);
  const failed = test.steps[at];
  if (!failed?.fault) return test;
  const { camera, arriving, shown } = facts;
  if (PICTURE_FAULTS.includes(failed.fault.code))
    return camera.transcode && shown.status === 'live' ? withSteps(test, withoutFault(test.steps, at)) : test;
  if (arriving.status !== 'live') return test;
  const refused: CameraTestStep = {
    ...failed,
    ok: true,
    fault: toCameraFault({ code: 'no-second-connection' }),
  };
  const before = [...test.steps.slice(0, at), refused];
  const steps = failed.step === 'video' ? before : [...before, videoStep(facts)];
  const isMjpeg = camera.feed === 'mjpeg';
  const video = videoOfStream(arriving);
  // The media server has the re-encoded video only: the format of the camera's own video is unknown.
  const sentVideo =
    isMjpeg && video ? { ...video, codec: 'JPEG', profile: null, width: null, height: null } : video;
  return { ...withSteps(test, steps), video: sentVideo };
}

function videoStep({ camera, arriving }: StreamFacts): CameraTestStep {
  const code = camera.transcode ? null : validateArrivingVideo(arriving);
  const fault = code && toCameraFault({ code });
  return { step: 'video', ok: fault?.severity !== 'error', ms: 0, fault };
}

function withoutFault(steps: readonly CameraTestStep[], at: number): CameraTestStep[] {
  return steps.map((step, index) => (index === at ? { ...step, ok: true, fault: null } : step));
}

function withSteps(test: CameraTest, steps: CameraTestStep[]): CameraTest {
  return { ...test, ok: steps.every(({ ok }) => ok), steps };
}
