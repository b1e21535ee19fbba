import type {
  CameraTestFault,
  CameraTestStep,
  CameraTestStepName,
  DiagnosisFaultCode,
  PitStream,
} from '@ppf/contracts';
import { validateArrivingVideo } from '../../pits';
import { NO_KEY_FRAME_AFTER_MS } from '@ppf/camera-probe';
import type { CameraFacts, PitFacts } from '../facts/pit-facts';
import { message } from '../messages';
import { findingText } from '../texts/finding-texts';
import { type CameraChainStep, cameraChainStepOf, isSignedIn } from './camera-chain-step';
import { fault, ok, type StepFinding, unknown, warning } from './step-finding';
import { isArriving, dismiss, isPlaying, durationOf, warnWhilePlaying } from './playback-evidence';

/** Steps of the test in which the camera responds to a request. */
const ANSWERS: readonly CameraTestStepName[] = ['options', 'describe', 'play'];
/** A camera whose responses take this long in total is slow. If it is silent at the end, the test timed out. */
const SLOW_MS = 3000;

/** Faults of the video itself: a live stream does not disprove them. */
const VIDEO_FAULTS: readonly DiagnosisFaultCode[] = [
  'unsupported-codec',
  'mjpeg-too-large',
  'intra-refresh',
  'b-frames',
  'long-key-frame-interval',
  'no-key-frame',
];

const NO_VIDEO = { codec: null, profile: null };

const NOT_TESTED = {
  busy: 'detail.test-busy',
  'no-time': 'detail.test-timeout',
  'not-asked': 'detail.not-tested',
} as const;

/** Decides the steps `camera`, `sign-in` and `video`. */
export function decideCameraStep(step: CameraChainStep, facts: PitFacts): StepFinding {
  const { camera, test } = facts;
  if (!camera) return step === 'camera' ? fault('no-camera') : unknown(message('detail.no-camera'));
  if (camera.paused) return step === 'camera' ? pausedFault(camera) : unknown(message('detail.not-tested'));
  // A live stream shows that the settings were applied. The stored password may have become unreadable since.
  if (camera.notApplied !== null && !isArriving(facts))
    return step === 'camera'
      ? fault('camera-not-applied', camera.notApplied)
      : unknown(message('detail.not-tested'));
  if (step === 'video') return decideVideo(facts);
  if (camera.kind === 'push')
    return isArriving(facts)
      ? ok(message('detail.publishes'))
      : unknown(message('detail.publisher-not-testable'));
  return test.kind === 'done' ? decideByTest(step, facts, test.test.steps) : untested(facts, test.why);
}

function pausedFault({ pauseReason }: CameraFacts): StepFinding {
  if (pauseReason === null) return fault('paused');
  return fault('redirected', message('detail.paused-for-this'));
}

function decideVideo(facts: PitFacts): StepFinding {
  const { camera, player, viewerStream } = facts;
  // B-frames break WebRTC only: HLS and the transcoder support them.
  if (player?.findings.webrtc === 'ended-early' && !camera?.transcode)
    return isPlaying(facts)
      ? warnWhilePlaying(fault('b-frames'), message('detail.over-hls'))
      : fault('b-frames');
  const found = decideByPictures(facts);
  if (found.state !== 'fault') return found;
  // A playing picture shows that the browser supports the video, and a live re-encoded stream that FFmpeg does.
  if (isPlaying(facts)) return dismiss(found, message('detail.picture-plays'));
  return camera?.transcode && viewerStream.status === 'live'
    ? dismiss(found, message('detail.re-encoded'))
    : found;
}

function decideByPictures(facts: PitFacts): StepFinding {
  const { camera, test, sourceStream } = facts;
  if (camera?.kind === 'pull' && test.kind === 'done') {
    const found = decideByTest('video', facts, test.test.steps);
    if (found.code === 'unsupported-codec') return decideByCodec(test.test.video ?? NO_VIDEO);
    return isWithoutKeyFrames(facts) ? { ...fault('no-key-frame'), ...durationOf(found) } : found;
  }
  if (!isArriving(facts)) return unknown(message('detail.no-picture-arrives'));
  return camera?.transcode ? ok(nameOf(sourceStream.codec)) : decideByCodec(sourceStream);
}

/**
 * A missing key frame in a short test is conclusive only if a player got no picture either, or if the media server has
 * been waiting for one for long.
 */
function isWithoutKeyFrames(facts: PitFacts): boolean {
  const { test, player, sourceStream, at } = facts;
  if (test.kind !== 'done' || test.test.video?.key_frames !== 0) return false;
  const waitsForMs = awaitsKeyFrame(facts) ? at.getTime() - Date.parse(sourceStream.since ?? '') : 0;
  return player?.findings.webrtc === 'no-frames' || waitsForMs >= NO_KEY_FRAME_AFTER_MS;
}

/**
 * Whether the media server has received no byte of the stream, while the camera test received video without a key frame.
 * gortsplib forwards nothing before the first key frame (`rtptime` requires a packet whose PTS equals its DTS).
 */
export function awaitsKeyFrame({ test, sourceStream, server }: PitFacts): boolean {
  const hasNone = test.kind === 'done' && test.test.video?.key_frames === 0;
  return hasNone && sourceStream.status === 'stalled' && server?.receivedBytes === 0;
}

function nameOf(codec: string | null): string {
  return codec?.replace(/[^\w .-]/g, '').slice(0, 20) ?? '';
}

function decideByCodec(video: Pick<PitStream, 'codec' | 'profile'>): StepFinding {
  const name = nameOf(video.codec);
  const code = validateArrivingVideo(video);
  if (code === null) return ok(name);
  if (code === 'uncommon-profile') return warning(code, nameOf(video.profile));
  if (/^H\.?265$|^HEVC$/i.test(name)) return fault('video-is-h265');
  return /jpe?g/i.test(name) ? fault('video-is-mjpeg') : fault(code, name);
}

function decideByTest(step: CameraChainStep, facts: PitFacts, steps: readonly CameraTestStep[]): StepFinding {
  const own = steps.filter((each) => cameraChainStepOf(each) === step);
  const ms = own.reduce((sum, each) => sum + each.ms, 0);
  const failed = own.find((each) => !each.ok)?.fault;
  const hasNoSecond = own.some(({ fault: found }) => found?.code === 'no-second-connection');
  if (hasNoSecond || (failed && isArriving(facts) && !VIDEO_FAULTS.includes(failed.code)))
    return { ...ok(message('detail.second-connection')), ms };
  // The step `stream` reports the consequence for viewers.
  if (failed && isSlowToAnswer(facts)) return { ...unknown(message('detail.test-answers-late')), ms };
  if (failed) return { ...fault(failed.code, detailOf(failed)), ms };
  const warned = own.find((each) => each.fault)?.fault;
  if (warned) return { ...warning(warned.code), ms };
  // Motion JPEG over HTTP has no RTSP sign-in.
  const needsNone =
    step === 'sign-in' && (isSignedIn(steps) || steps.some((each) => each.step === 'request'));
  return own.length > 0 || needsNone || isArriving(facts)
    ? { ...ok(), ms }
    : unknown(message('detail.not-reached'));
}

// The test's own sentence if it is more specific than the usual one, for example if it names the track.
function detailOf({ code, sentence }: CameraTestFault): string | undefined {
  return sentence === findingText(code).sentence ? undefined : sentence;
}

function untested(facts: PitFacts, reason: keyof typeof NOT_TESTED): StepFinding {
  return isArriving(facts) ? ok(message('detail.publishes')) : unknown(message(NOT_TESTED[reason]));
}

/**
 * Whether an on-demand camera responds so slowly that viewers time out. For a camera that is always pulled, the media
 * server waits for each response, and the stream then stays live.
 */
export function isSlowToAnswer({ camera, test }: PitFacts): boolean {
  if (!camera?.onDemand || test.kind !== 'done') return false;
  const { steps } = test.test;
  const answers = steps.filter(({ step, ok: hasAnswered }) => hasAnswered && ANSWERS.includes(step));
  const isOver = steps.every((each) => each.ok) || steps.at(-1)?.fault?.code === 'silent';
  return isOver && answers.reduce((sum, { ms }) => sum + ms, 0) >= SLOW_MS;
}
