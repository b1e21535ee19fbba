import type { ServerSideFacts } from '../facts/pit-facts';
import { fault, ok, type StepFinding, unknown, warning } from './step-finding';
import { isPlaying, warnWhilePlaying } from './playback-evidence';

/** Where the media server asks; as the hook's own route. */
export const HOOK_ROUTE = '/api/v1/streams/validate-token';
/** A clock that is off by more is told: tokens live a minute. */
const CLOCK_OFF_MS = 60_000;

/** Whether the media server answers us, and is what is needed. */
export function decideMediaServer(facts: ServerSideFacts): StepFinding {
  const finding = ofServer(facts);
  return isPlaying(facts) ? warnWhilePlaying(finding, 'The picture plays all the same') : finding;
}

function ofServer({ server, auth }: ServerSideFacts): StepFinding {
  if (!server) return unknown('It was not asked in time');
  const { reachability, ms, version, isTooOld, clockAheadMs } = server;
  const timed = (finding: StepFinding): StepFinding => ({ ...finding, ms });
  switch (reachability) {
    case 'refused':
      return timed(fault('media-server-down'));
    case 'timeout':
    case 'unresolvable':
      return timed(fault('media-server-unreachable'));
    case 'unauthorized':
      return timed(fault('media-server-refuses-us'));
    case 'not-media-server':
      return timed(fault('media-server-unreachable', 'Something else answers at its address'));
    default:
  }
  if (isTooOld) return timed(fault('media-server-too-old', version ?? 'before v1.15.2'));
  if (clockAheadMs !== null && Math.abs(clockAheadMs) > CLOCK_OFF_MS) {
    const detail = formatClockOffset(clockAheadMs);
    // In JWT mode it judges by its own clock whether a token is still good.
    return timed(
      auth === 'jwt' ? fault('media-server-clock', detail) : warning('media-server-clock', detail),
    );
  }
  return timed(ok(version ? `MediaMTX ${version}` : 'MediaMTX before v1.15.2'));
}

/** Whether the media server asks us who may watch, judged by what it does and, where that is not seen, by its settings. */
export function decideHook(facts: ServerSideFacts): StepFinding {
  const { whep, server, auth } = facts;
  const seen = whep && whep.withToken !== null && whep.withoutToken !== null ? whep : null;
  if (seen?.withToken === 204 && seen.withoutToken === 204) return fault('hook-off');
  if (seen?.withToken === 204)
    return { ...ok(auth === 'jwt' ? 'It took our token' : 'It asked, and took our answer'), ms: seen.ms };
  const refused = seen?.withToken === 401 && seen.withoutToken === 401;
  if (auth === 'jwt') return refused ? fault('token-refused') : unknown('It could not be tried');
  if (refused) return whyRefused(facts);
  const settings = server?.settings;
  if (!settings || settings.authMethod === '') return unknown('It could not be tried');
  if (settings.authMethod !== 'http') return fault('hook-off');
  if (settings.hook && settings.hook.route !== HOOK_ROUTE) return fault('hook-elsewhere');
  if (settings.hook?.provesItself === false) return fault('hook-without-secret');
  return unknown('It is set up, and could not be tried');
}

function whyRefused({ hook, server }: ServerSideFacts): StepFinding {
  const since = (at: Date | null) => at !== null && at >= hook.probedAt;
  if (since(hook.lastUnauthenticatedCallAt) && !since(hook.lastCallAt)) return fault('hook-without-secret');
  if (since(hook.lastCallAt)) return fault('hook-refuses', hook.lastReadDenial?.reason);
  const settings = server?.settings?.hook;
  if (settings?.route === HOOK_ROUTE && settings.provesItself === false) return fault('hook-without-secret');
  return fault('hook-elsewhere');
}

/** `3 h ahead`, `2 min behind`. */
export function formatClockOffset(aheadMs: number): string {
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  const size =
    seconds < 120
      ? `${seconds} s`
      : seconds < 7200
        ? `${Math.round(seconds / 60)} min`
        : `${Math.round(seconds / 3600)} h`;
  return `${size} ${aheadMs > 0 ? 'ahead' : 'behind'}`;
}
