import { parsePath } from '@ppf/mediamtx';
import type { CameraFacts, PitFacts } from '../facts/pit-facts';
import { awaitsKeyFrame, isSlow } from './judge-camera-side';
import { fault, ok, type StepFinding, unknown, warning } from './step-finding';
import { arrives, plays } from './what-plays';

/** A refusal says something of now for so long: cameras try again within seconds, some within minutes. */
const FRESH_MS = 10 * 60_000;
/** A camera that is to be fetched may take so long to begin, before anything is said of it. */
const BEGINNING_MS = 20_000;
/** So many losses in an hour are no accident. */
const MANY_OUTAGES = 3;

/** Whether the camera's video is at the media server, published or fetched. */
export function judgeStream(facts: PitFacts): StepFinding {
  const { camera, arriving, outages, server } = facts;
  if (!camera || camera.paused) return unknown('Nothing is expected');
  if (sendsNoJpeg(facts)) return fault('mjpeg-sends-nothing');
  if (awaitsKeyFrame(facts)) return unknown('The media server waits for a key frame of it');
  if (arriving.status === 'stalled' && !plays(facts)) return fault('stalled');
  if (arrives(facts)) {
    const again = reEncoding(facts, camera);
    if (again) return again;
    if (outages !== null && outages >= MANY_OUTAGES)
      return warning('disconnects', `${outages} times in an hour`);
    return ok(camera.kind === 'push' ? 'It publishes' : 'It is fetched');
  }
  if (camera.kind === 'push') return judgePublishing(facts, camera);
  if (server?.hasPath === false) return fault('path-missing');
  return judgeFetching(facts, camera);
}

/** A publisher that is connected with Motion JPEG, and of which nothing ever came. */
function sendsNoJpeg({ camera, arriving, server }: PitFacts): boolean {
  return (
    camera?.kind === 'push' &&
    isJpeg(arriving.codec) &&
    arriving.status !== 'live' &&
    server?.arrivedBytes === 0
  );
}

function isJpeg(codec: string | null): boolean {
  return /jpe?g/i.test(codec ?? '');
}

/** A re-encoded stream that does not come, while somebody waits for it. */
function reEncoding({ arriving, shown, player }: PitFacts, { transcode }: CameraFacts): StepFinding | null {
  const isMissing = transcode && (shown.status === 'offline' || shown.status === 'connecting');
  const isAwaited = player !== null && player.findings.state !== 'live';
  const detail = isJpeg(arriving.codec) ? 'Motion JPEG above 2040×2040 cannot be read' : undefined;
  return isMissing && isAwaited ? fault('re-encoding-fails', detail) : null;
}

function judgeFetching(facts: PitFacts, { onDemand }: CameraFacts): StepFinding {
  const { arriving, test, player, outages, at } = facts;
  const timedOut =
    player?.findings.webrtc === 'configuration' || player?.findings.trouble === 'configuration';
  const isTested = test.kind === 'done' && test.test.ok;
  if (isSlow(facts) && (timedOut || !isTested)) return fault('slow-start');
  if (onDemand && !timedOut) return ok('It is fetched when somebody watches');
  if (outages !== null && outages >= MANY_OUTAGES) return fault('disconnects', `${outages} times in an hour`);
  const isBeginning = arriving.since !== null && at.getTime() - Date.parse(arriving.since) < BEGINNING_MS;
  if (arriving.status === 'unknown' || (arriving.status === 'connecting' && isBeginning))
    return unknown('The media server is only beginning to fetch it');
  return isTested ? fault('server-cannot-reach-camera') : unknown('The media server has no stream of it');
}

function judgePublishing({ hook, at, path }: PitFacts, camera: CameraFacts): StepFinding {
  if (!camera.mayPublish) return fault('no-publish-key');
  const fresh = (instant: Date | null | undefined): number =>
    instant && at.getTime() - instant.getTime() < FRESH_MS ? instant.getTime() : 0;
  const { stray, refusedPublishing, refusedPublishAt } = hook;
  const elsewhere = stray && stray.path !== path ? fresh(stray.at) : 0;
  const refused = Math.max(fresh(refusedPublishAt), fresh(refusedPublishing?.at));
  if (elsewhere > 0 && elsewhere >= refused) return strayed(stray?.path ?? '', path);
  if (refused === 0) return fault('not-publishing');
  const reason = refusedPublishing?.reason;
  if (reason === 'wrong-publish-key') return fault('wrong-publish-key');
  if (reason === 'camera-publishes-elsewhere' || reason === 'no-such-stream')
    return fault('publishes-beside-the-path');
  return fault('publishing-refused');
}

function strayed(strayPath: string, path: string): StepFinding {
  const own = parsePath(path);
  const other = parsePath(strayPath);
  const isOwnPit = other && own && other.workshopId === own.workshopId && other.pitNumber === own.pitNumber;
  if (isOwnPit) return fault('publishes-beside-the-path');
  // What was received is told only where it is a name of ours.
  return fault('publishes-to-another-path', other ? `It sends to ${strayPath}` : undefined);
}
