import { FAULT_TEXTS, type ProbeFaultCode } from '@ppf/camera-probe';
import type { CameraTest, CameraTestStep, CameraTestVideo, PitStream } from '@ppf/contracts';
import type { CameraEntity } from '../cameras/camera.entity';
import type { PublishRefusal } from '../publishing/publish-refusals';

/** What is known of a camera that pushes, without asking anybody. */
export interface PushedCameraFacts {
  readonly camera: Pick<CameraEntity, 'paused' | 'publishKeyHash' | 'allowList' | 'transcode'>;
  /** What arrives from the camera: of the path where it publishes. */
  readonly arriving: PitStream;
  /** What viewers get. */
  readonly shown: PitStream;
  readonly refusal: PublishRefusal | undefined;
}

/** The test of a camera that pushes: whether it may, whether it does, and whether a browser can show it. Pure. */
export function judgePushedCamera(facts: PushedCameraFacts): CameraTest {
  const { arriving, refusal } = facts;
  const isThere = arriving.status === 'live' || arriving.status === 'stalled';
  const steps: CameraTestStep[] = [];
  const judgements = [
    ['key', keyFault(facts)],
    ['arrival', arrivalFault(facts)],
    ['video', videoFault(facts)],
  ] as const;
  for (const [step, code] of judgements) {
    const fault = code && { code, ...FAULT_TEXTS[code] };
    steps.push({ step, ok: fault === null, ms: 0, fault });
    if (fault) break;
  }
  return {
    ok: steps.every(({ ok }) => ok),
    steps,
    video: isThere ? videoOf(arriving) : null,
    snapshot_jpeg: null,
    snapshot_gap: null,
    tls_fingerprint: null,
    refusal: isThere || !refusal ? null : shownRefusal(refusal),
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
  const { codec } = camera.transcode ? shown : arriving;
  // Re-encoded while somebody watches only: nothing is wrong before.
  if (camera.transcode && codec === null) return null;
  if (codec === null) return 'no-video';
  return codec === 'H264' ? null : 'unsupported-codec';
}

function videoOf({
  codec,
  profile,
  width,
  height,
  bits_per_second: bitrate,
}: PitStream): CameraTestVideo | null {
  if (codec === null) return null;
  const unwatched = {
    level: null,
    frame_rate: null,
    key_frame_interval_ms: null,
    b_frames: null,
    watched_ms: 0,
  };
  return { codec, profile, width, height, bitrate, ...unwatched };
}

function shownRefusal({
  at,
  sentence,
  address,
  protocol,
}: PublishRefusal): NonNullable<CameraTest['refusal']> {
  return { at: at.toISOString(), sentence, address, protocol };
}
