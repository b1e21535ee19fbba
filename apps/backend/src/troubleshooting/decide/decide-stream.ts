import { parsePath } from '@ppf/mediamtx';
import type { CameraFacts, PitFacts } from '../facts/pit-facts';
import { awaitsKeyFrame, isSlowToAnswer } from './decide-camera-side';
import { fault, ok, type StepFinding, unknown, warning } from './step-finding';
import { isArriving, isPlaying } from './playback-evidence';

/** A refusal says something of now for so long: cameras try again within seconds, some within minutes. */
const FRESH_MS = 10 * 60_000;
/** A camera that is to be fetched may take so long to begin, before anything is said of it. */
const BEGINNING_MS = 20_000;
/** So many losses in an hour are no accident. */
const MANY_OUTAGES = 3;

/** Whether the camera's video is at the media server, published or fetched. */
export function decideStream(facts: PitFacts): StepFinding {
  const { camera, sourceStream, outages, server } = facts;
  if (!camera || camera.paused) return unknown('Nothing is expected');
  if (sendsNoJpeg(facts)) return fault('mjpeg-sends-nothing');
  if (awaitsKeyFrame(facts)) return unknown('The media server waits for a key frame of it');
  if (sourceStream.status === 'stalled' && !isPlaying(facts)) return fault('stalled');
  if (isArriving(facts)) {
    const again = reEncoding(facts, camera);
    if (again) return again;
    if (outages !== null && outages >= MANY_OUTAGES)
      return warning('disconnects', `${outages} times in an hour`);
    return ok(camera.kind === 'push' ? 'It publishes' : 'It is fetched');
  }
  if (camera.kind === 'push') return decidePublishing(facts, camera);
  if (server?.hasPath === false) return fault('path-missing');
  return decidePulling(facts, camera);
}

/** A publisher that is connected with Motion JPEG, and of which nothing ever came. */
function sendsNoJpeg({ camera, sourceStream, server }: PitFacts): boolean {
  return (
    camera?.kind === 'push' &&
    isJpeg(sourceStream.codec) &&
    sourceStream.status !== 'live' &&
    server?.receivedBytes === 0
  );
}

function isJpeg(codec: string | null): boolean {
  return /jpe?g/i.test(codec ?? '');
}

/** A re-encoded stream that does not come, while somebody waits for it. */
function reEncoding(
  { sourceStream, viewerStream, player }: PitFacts,
  { transcode }: CameraFacts,
): StepFinding | null {
  const isMissing = transcode && (viewerStream.status === 'offline' || viewerStream.status === 'connecting');
  const isAwaited = player !== null && player.findings.state !== 'live';
  const detail = isJpeg(sourceStream.codec) ? 'Motion JPEG above 2040×2040 cannot be read' : undefined;
  return isMissing && isAwaited ? fault('re-encoding-fails', detail) : null;
}

function decidePulling(facts: PitFacts, { onDemand }: CameraFacts): StepFinding {
  const { sourceStream, test, player, outages, at } = facts;
  const timedOut =
    player?.findings.webrtc === 'configuration' || player?.findings.trouble === 'configuration';
  const isTested = test.kind === 'done' && test.test.ok;
  if (isSlowToAnswer(facts) && (timedOut || !isTested)) return fault('slow-start');
  if (onDemand && !timedOut) return ok('It is fetched when somebody watches');
  if (outages !== null && outages >= MANY_OUTAGES) return fault('disconnects', `${outages} times in an hour`);
  const isBeginning =
    sourceStream.since !== null && at.getTime() - Date.parse(sourceStream.since) < BEGINNING_MS;
  if (sourceStream.status === 'unknown' || (sourceStream.status === 'connecting' && isBeginning))
    return unknown('The media server is only beginning to fetch it');
  return isTested ? fault('server-cannot-reach-camera') : unknown('The media server has no stream of it');
}

function decidePublishing({ hook, at, path }: PitFacts, camera: CameraFacts): StepFinding {
  if (!camera.canPublish) return fault('no-publish-key');
  const fresh = (instant: Date | null | undefined): number =>
    instant && at.getTime() - instant.getTime() < FRESH_MS ? instant.getTime() : 0;
  const { strayPublish, lastPublishDenial, lastPublishDeniedAt } = hook;
  const elsewhere = strayPublish && strayPublish.path !== path ? fresh(strayPublish.at) : 0;
  const refused = Math.max(fresh(lastPublishDeniedAt), fresh(lastPublishDenial?.at));
  if (elsewhere > 0 && elsewhere >= refused) return strayed(strayPublish?.path ?? '', path);
  if (refused === 0) return fault('not-publishing');
  const reason = lastPublishDenial?.reason;
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
