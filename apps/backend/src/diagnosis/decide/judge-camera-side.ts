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
import { textOf } from '../fault-texts';
import { type CameraSide, cameraSideOf, isSignedIn } from './camera-side-of';
import { fault, ok, type StepFinding, unknown, warning } from './step-finding';
import { arrives, disproved, plays, timeOf, whilePlaying } from './what-plays';

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
export function judgeCameraSide(step: CameraSide, facts: PitFacts): StepFinding {
  const { camera, test } = facts;
  if (!camera) return step === 'camera' ? fault('no-camera') : unknown('There is no camera');
  if (camera.paused) return step === 'camera' ? pausedFault(camera) : unknown('Not asked');
  // A stream that is live is applied: the stored password may be unreadable only since then.
  if (camera.notApplied !== null && !arrives(facts))
    return step === 'camera' ? fault('camera-not-applied', camera.notApplied) : unknown('Not asked');
  if (step === 'video') return judgeVideo(facts);
  if (camera.kind === 'push')
    return arrives(facts)
      ? ok('It sends to the media server')
      : unknown('It sends by itself: nobody can ask it');
  return test.kind === 'done' ? ofTest(step, facts, test.test.steps) : untested(facts, NOT_TESTED[test.why]);
}

function pausedFault({ pauseReason }: CameraFacts): StepFinding {
  if (pauseReason === null) return fault('paused');
  return fault('redirected', 'The camera is paused for this reason');
}

function judgeVideo(facts: PitFacts): StepFinding {
  const { camera, player, shown } = facts;
  // By WebRTC only: HLS and the transcoder show them.
  if (player?.findings.webrtc === 'ended-early' && !camera?.transcode)
    return plays(facts) ? whilePlaying(fault('b-frames'), BY_HLS) : fault('b-frames');
  const found = ofPictures(facts);
  if (found.state !== 'fault') return found;
  // What a browser shows, it can show, and what is transcoded, FFmpeg could decode.
  if (plays(facts)) return disproved(found, 'A picture plays');
  return camera?.transcode && shown.status === 'live' ? disproved(found, 'It is transcoded') : found;
}

function ofPictures(facts: PitFacts): StepFinding {
  const { camera, test, arriving } = facts;
  if (camera?.kind === 'pull' && test.kind === 'done') {
    const found = ofTest('video', facts, test.test.steps);
    if (found.code === 'unsupported-codec') return ofCodec(test.test.video ?? NO_VIDEO);
    return isWithoutKeyFrames(facts) ? { ...fault('no-key-frame'), ...timeOf(found) } : found;
  }
  if (!arrives(facts)) return unknown('No picture arrives that could be judged');
  return camera?.transcode ? ok(nameOf(arriving.codec)) : ofCodec(arriving);
}

/**
 * No key frame in the few seconds of a test proves little; it does where a player got no picture either, or where the
 * media server has waited for one for long.
 */
function isWithoutKeyFrames(facts: PitFacts): boolean {
  const { test, player, arriving, at } = facts;
  if (test.kind !== 'done' || test.test.video?.key_frames !== 0) return false;
  const waitsForMs = awaitsKeyFrame(facts) ? at.getTime() - Date.parse(arriving.since ?? '') : 0;
  return player?.findings.webrtc === 'no-frames' || waitsForMs >= NO_KEY_FRAME_AFTER_MS;
}

/**
 * Whether the media server has a stream of which it took no byte, while the camera's test saw pictures but no key frame:
 * gortsplib passes nothing on before the first one (`rtptime`, which needs a packet whose PTS equals its DTS).
 */
export function awaitsKeyFrame({ test, arriving, server }: PitFacts): boolean {
  const hasNone = test.kind === 'done' && test.test.video?.key_frames === 0;
  return hasNone && arriving.status === 'stalled' && server?.arrivedBytes === 0;
}

function nameOf(codec: string | null): string {
  return codec?.replace(/[^\w .-]/g, '').slice(0, 20) ?? '';
}

function ofCodec(video: Pick<PitStream, 'codec' | 'profile'>): StepFinding {
  const name = nameOf(video.codec);
  const code = validateArrivingVideo(video);
  if (code === null) return ok(name);
  if (code === 'uncommon-profile') return warning(code, nameOf(video.profile));
  if (/^H\.?265$|^HEVC$/i.test(name)) return fault('video-is-h265');
  return /jpe?g/i.test(name) ? fault('video-is-mjpeg') : fault(code, name);
}

function ofTest(step: CameraSide, facts: PitFacts, steps: readonly CameraTestStep[]): StepFinding {
  const own = steps.filter((each) => cameraSideOf(each) === step);
  const ms = own.reduce((sum, each) => sum + each.ms, 0);
  const failed = own.find((each) => !each.ok)?.fault;
  const hasNoSecond = own.some(({ fault: found }) => found?.code === 'no-second-connection');
  if (hasNoSecond || (failed && arrives(facts) && !OF_PICTURES.includes(failed.code)))
    return { ...ok('It sends to the media server, and accepts no second connection'), ms };
  // What comes of it for viewers is said of the stream.
  if (failed && isSlow(facts)) return { ...unknown('It answers too late for the test'), ms };
  if (failed) return { ...fault(failed.code, detailOf(failed)), ms };
  const warned = own.find((each) => each.fault)?.fault;
  if (warned) return { ...warning(warned.code), ms };
  // MJPEG over HTTP has neither RTSP nor a sign-in.
  const needsNone =
    step === 'sign-in' && (isSignedIn(steps) || steps.some((each) => each.step === 'request'));
  return own.length > 0 || needsNone || arrives(facts) ? { ...ok(), ms } : unknown('Not reached');
}

// What the test knows beyond the fault itself, such as the track.
function detailOf({ code, sentence }: CameraTestFault): string | undefined {
  return sentence === textOf(code).sentence ? undefined : sentence;
}

function untested(facts: PitFacts, detail: string): StepFinding {
  return arrives(facts) ? ok('It sends to the media server') : unknown(detail);
}

/**
 * Whether a camera that is fetched on demand gives its answers so late that whoever waits for it gives up. One that is
 * fetched all the time is waited for by the media server, answer by answer, and then live.
 */
export function isSlow({ camera, test }: PitFacts): boolean {
  if (!camera?.onDemand || test.kind !== 'done') return false;
  const { steps } = test.test;
  const answers = steps.filter(({ step, ok: came }) => came && ANSWERS.includes(step));
  const isOver = steps.every((each) => each.ok) || steps.at(-1)?.fault?.code === 'silent';
  return isOver && answers.reduce((sum, { ms }) => sum + ms, 0) >= SLOW_MS;
}
