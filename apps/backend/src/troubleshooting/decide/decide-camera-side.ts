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
import { findingText } from '../texts/finding-texts';
import { type CameraChainStep, cameraChainStepOf, isSignedIn } from './camera-chain-step';
import { fault, ok, type StepFinding, unknown, warning } from './step-finding';
import { isArriving, dismiss, isPlaying, durationOf, warnWhilePlaying } from './playback-evidence';

/** Steps of the test that are answers of the camera. */
const ANSWERS: readonly CameraTestStepName[] = ['options', 'describe', 'play'];
/** A camera that takes so long for all of them is slow; should it be silent in the end, the test's time was over. */
const SLOW_MS = 3000;

/** Faults that are known for certain only by the pictures: a stream that is live does not disprove them. */
const OF_PICTURES: readonly DiagnosisFaultCode[] = [
  'unsupported-codec',
  'mjpeg-too-large',
  'intra-refresh',
  'b-frames',
  'long-key-frame-interval',
  'no-key-frame',
];

const NO_VIDEO = { codec: null, profile: null };
const BY_HLS = 'The picture comes by HLS';

const NOT_TESTED = {
  busy: 'Too many cameras are tested just now: not asked',
  'no-time': 'The camera took too long to answer',
  'not-asked': 'Not asked',
} as const;

/** The steps up to the camera's pictures. */
export function decideCameraStep(step: CameraChainStep, facts: PitFacts): StepFinding {
  const { camera, test } = facts;
  if (!camera) return step === 'camera' ? fault('no-camera') : unknown('There is no camera');
  if (camera.paused) return step === 'camera' ? pausedFault(camera) : unknown('Not asked');
  // A stream that is live is applied: the stored password may be unreadable only since then.
  if (camera.notApplied !== null && !isArriving(facts))
    return step === 'camera' ? fault('camera-not-applied', camera.notApplied) : unknown('Not asked');
  if (step === 'video') return decideVideo(facts);
  if (camera.kind === 'push')
    return isArriving(facts)
      ? ok('It sends to the media server')
      : unknown('It sends by itself: nobody can ask it');
  return test.kind === 'done'
    ? decideByTest(step, facts, test.test.steps)
    : untested(facts, NOT_TESTED[test.why]);
}

function pausedFault({ pauseReason }: CameraFacts): StepFinding {
  if (pauseReason === null) return fault('paused');
  return fault('redirected', 'The camera is paused for this reason');
}

function decideVideo(facts: PitFacts): StepFinding {
  const { camera, player, viewerStream } = facts;
  // By WebRTC only: HLS and the transcoder show them.
  if (player?.findings.webrtc === 'ended-early' && !camera?.transcode)
    return isPlaying(facts) ? warnWhilePlaying(fault('b-frames'), BY_HLS) : fault('b-frames');
  const found = decideByPictures(facts);
  if (found.state !== 'fault') return found;
  // What a browser shows, it can show, and what is transcoded, FFmpeg could decode.
  if (isPlaying(facts)) return dismiss(found, 'A picture plays');
  return camera?.transcode && viewerStream.status === 'live' ? dismiss(found, 'It is transcoded') : found;
}

function decideByPictures(facts: PitFacts): StepFinding {
  const { camera, test, sourceStream } = facts;
  if (camera?.kind === 'pull' && test.kind === 'done') {
    const found = decideByTest('video', facts, test.test.steps);
    if (found.code === 'unsupported-codec') return decideByCodec(test.test.video ?? NO_VIDEO);
    return isWithoutKeyFrames(facts) ? { ...fault('no-key-frame'), ...durationOf(found) } : found;
  }
  if (!isArriving(facts)) return unknown('No picture arrives that could be judged');
  return camera?.transcode ? ok(nameOf(sourceStream.codec)) : decideByCodec(sourceStream);
}

/**
 * No key frame in the few seconds of a test proves little; it does where a player got no picture either, or where the
 * media server has waited for one for long.
 */
function isWithoutKeyFrames(facts: PitFacts): boolean {
  const { test, player, sourceStream, at } = facts;
  if (test.kind !== 'done' || test.test.video?.key_frames !== 0) return false;
  const waitsForMs = awaitsKeyFrame(facts) ? at.getTime() - Date.parse(sourceStream.since ?? '') : 0;
  return player?.findings.webrtc === 'no-frames' || waitsForMs >= NO_KEY_FRAME_AFTER_MS;
}

/**
 * Whether the media server has a stream of which it took no byte, while the camera's test saw pictures but no key frame:
 * gortsplib passes nothing on before the first one (`rtptime`, which needs a packet whose PTS equals its DTS).
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
  if (hasNoSecond || (failed && isArriving(facts) && !OF_PICTURES.includes(failed.code)))
    return { ...ok('It sends to the media server, and accepts no second connection'), ms };
  // What comes of it for viewers is said of the stream.
  if (failed && isSlowToAnswer(facts)) return { ...unknown('It answers too late for the test'), ms };
  if (failed) return { ...fault(failed.code, detailOf(failed)), ms };
  const warned = own.find((each) => each.fault)?.fault;
  if (warned) return { ...warning(warned.code), ms };
  // MJPEG over HTTP has neither RTSP nor a sign-in.
  const needsNone =
    step === 'sign-in' && (isSignedIn(steps) || steps.some((each) => each.step === 'request'));
  return own.length > 0 || needsNone || isArriving(facts) ? { ...ok(), ms } : unknown('Not reached');
}

// What the test knows beyond the fault itself, such as the track.
function detailOf({ code, sentence }: CameraTestFault): string | undefined {
  return sentence === findingText(code).sentence ? undefined : sentence;
}

function untested(facts: PitFacts, detail: string): StepFinding {
  return isArriving(facts) ? ok('It sends to the media server') : unknown(detail);
}

/**
 * Whether a camera that is fetched on demand gives its answers so late that whoever waits for it gives up. One that is
 * fetched all the time is waited for by the media server, answer by answer, and then live.
 */
export function isSlowToAnswer({ camera, test }: PitFacts): boolean {
  if (!camera?.onDemand || test.kind !== 'done') return false;
  const { steps } = test.test;
  const answers = steps.filter(({ step, ok: came }) => came && ANSWERS.includes(step));
  const isOver = steps.every((each) => each.ok) || steps.at(-1)?.fault?.code === 'silent';
  return isOver && answers.reduce((sum, { ms }) => sum + ms, 0) >= SLOW_MS;
}
