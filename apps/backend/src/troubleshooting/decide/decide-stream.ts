import { parsePath } from '@ppf/mediamtx';
import type { CameraFacts, PitFacts } from '../facts/pit-facts';
import { awaitsKeyFrame, isSlowToAnswer } from './decide-camera-side';
import { message } from '../messages';
import { fault, ok, type StepFinding, unknown, warning } from './step-finding';
import { isArriving, isPlaying } from './playback-evidence';

/** Maximum age of a denial that counts: cameras retry within seconds, some within minutes. */
const MAX_DENIAL_AGE_MS = 10 * 60_000;
/** How long a pulled camera may take to start before it counts as a finding. */
const START_GRACE_MS = 20_000;
/** So many outages in an hour are reported. */
const OUTAGES_THRESHOLD = 3;

/** Decides whether the camera's video arrives at the media server, published or pulled. */
export function decideStream(facts: PitFacts): StepFinding {
  const { camera, sourceStream, outages, server } = facts;
  if (!camera || camera.paused) return unknown(message('detail.no-stream-expected'));
  if (sendsNoJpeg(facts)) return fault('mjpeg-sends-nothing');
  if (awaitsKeyFrame(facts)) return unknown(message('detail.awaits-key-frame'));
  if (sourceStream.status === 'stalled' && !isPlaying(facts)) return fault('stalled');
  if (isArriving(facts)) {
    const again = reEncoding(facts, camera);
    if (again) return again;
    if (outages !== null && outages >= OUTAGES_THRESHOLD)
      return warning('disconnects', message('detail.outages', { count: outages }));
    return ok(message(camera.kind === 'push' ? 'detail.published' : 'detail.pulled'));
  }
  if (camera.kind === 'push') return decidePublishing(facts, camera);
  if (server?.hasPath === false) return fault('path-missing');
  return decidePulling(facts, camera);
}

/** Whether a publisher is connected with Motion JPEG, but no byte has arrived. */
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

/** Reports a missing re-encoded stream while a viewer waits for it. */
function reEncoding(
  { sourceStream, viewerStream, player }: PitFacts,
  { transcode }: CameraFacts,
): StepFinding | null {
  const isMissing = transcode && (viewerStream.status === 'offline' || viewerStream.status === 'connecting');
  const isAwaited = player !== null && player.findings.state !== 'live';
  const detail = isJpeg(sourceStream.codec) ? message('detail.mjpeg-too-large') : undefined;
  return isMissing && isAwaited ? fault('re-encoding-fails', detail) : null;
}

function decidePulling(facts: PitFacts, { onDemand }: CameraFacts): StepFinding {
  const { sourceStream, test, player, outages, at } = facts;
  const timedOut =
    player?.findings.webrtc === 'configuration' || player?.findings.trouble === 'configuration';
  const isTested = test.kind === 'done' && test.test.ok;
  if (isSlowToAnswer(facts) && (timedOut || !isTested)) return fault('slow-start');
  if (onDemand && !timedOut) return ok(message('detail.pulled-on-demand'));
  if (outages !== null && outages >= OUTAGES_THRESHOLD)
    return fault('disconnects', message('detail.outages', { count: outages }));
  const isStarting =
    sourceStream.since !== null && at.getTime() - Date.parse(sourceStream.since) < START_GRACE_MS;
  if (sourceStream.status === 'unknown' || (sourceStream.status === 'connecting' && isStarting))
    return unknown(message('detail.starting'));
  return isTested ? fault('server-cannot-reach-camera') : unknown(message('detail.no-stream'));
}

function decidePublishing({ hook, at, path }: PitFacts, camera: CameraFacts): StepFinding {
  if (!camera.canPublish) return fault('no-publish-key');
  const fresh = (instant: Date | null | undefined): number =>
    instant && at.getTime() - instant.getTime() < MAX_DENIAL_AGE_MS ? instant.getTime() : 0;
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
  // The received path is reported only if it is a path name of this service.
  return fault(
    'publishes-to-another-path',
    other ? message('detail.publishes-to', { path: strayPath }) : undefined,
  );
}
