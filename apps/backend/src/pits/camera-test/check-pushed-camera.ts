import type { ProbeFaultCode } from '@ppf/camera-probe';
import type { CameraTest, CameraTestStep, PitStream } from '@ppf/contracts';
import { toCameraFault } from '../camera-fault-text';
import type { CameraEntity } from '../cameras/camera.entity';
import type { PublishRefusal } from '../publishing/publish-refusals';
import { validateArrivingVideo, videoOfStream } from './arriving-video';

/** State of a camera that pushes, from memory only. */
export interface PushedCameraFacts {
  readonly camera: Pick<CameraEntity, 'paused' | 'publishKeyHash' | 'allowList' | 'transcode'>;
  /** The stream on the path where the camera publishes. */
  readonly arriving: PitStream;
  /** The stream for viewers. */
  readonly shown: PitStream;
  readonly refusal: PublishRefusal | undefined;
}

/** Checks whether a camera may publish, whether it publishes, and whether browsers can play its video. Pure. */
export function checkPushedCamera(facts: PushedCameraFacts): CameraTest {
  const { arriving, refusal } = facts;
  const isArriving = arriving.status === 'live' || arriving.status === 'stalled';
  const steps: CameraTestStep[] = [];
  const checks = [
    ['key', keyFault(facts)],
    ['arrival', arrivalFault(facts)],
    ['video', videoFault(facts)],
  ] as const;
  for (const [step, code] of checks) {
    const fault = code && toCameraFault({ code });
    const isOk = fault?.severity !== 'error';
    steps.push({ step, ok: isOk, ms: 0, fault });
    if (!isOk) break;
  }
  return {
    ok: steps.every(({ ok }) => ok),
    steps,
    video: isArriving ? videoOfStream(arriving) : null,
    snapshot_jpeg: null,
    snapshot_gap: null,
    redirected_to: null,
    tls_fingerprint: null,
    refusal: isArriving || !refusal ? null : toRefusalResponse(refusal),
  };
}

function keyFault({ camera }: PushedCameraFacts): ProbeFaultCode | null {
  if (camera.paused) return 'paused';
  return camera.publishKeyHash === null && camera.allowList.length === 0 ? 'no-publish-key' : null;
}

function arrivalFault({ arriving, refusal }: PushedCameraFacts): ProbeFaultCode | null {
  switch (arriving.status) {
    case 'live':
      return null;
    case 'stalled':
      return 'stalled';
    case 'unknown':
      return 'media-server-away';
    default:
      return refusal ? 'publishing-refused' : 'not-publishing';
  }
}

function videoFault({ camera, arriving, shown }: PushedCameraFacts): ProbeFaultCode | null {
  if (!camera.transcode) return validateArrivingVideo(arriving);
  // Re-encoded on demand: without viewers there is no re-encoded stream.
  return shown.codec === null ? null : validateArrivingVideo(shown);
}

function toRefusalResponse({
  at,
  sentence,
  address,
  protocol,
}: PublishRefusal): NonNullable<CameraTest['refusal']> {
  return { at: at.toISOString(), sentence, address, protocol };
}
