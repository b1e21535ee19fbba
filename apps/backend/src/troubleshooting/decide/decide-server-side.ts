import type { Message } from '../../platform/messages/message-catalog';
import type { ServerSideFacts } from '../facts/pit-facts';
import { message } from '../messages';
import { fault, ok, type StepFinding, unknown, warning } from './step-finding';
import { isPlaying, warnWhilePlaying } from './playback-evidence';

/** Route of the auth hook. */
export const HOOK_ROUTE = '/api/v1/streams/validate-token';
/** A larger clock offset is reported: tokens are valid for one minute. */
const CLOCK_OFF_MS = 60_000;

/** Decides whether the media server responds and is supported. */
export function decideMediaServer(facts: ServerSideFacts): StepFinding {
  const finding = ofServer(facts);
  return isPlaying(facts) ? warnWhilePlaying(finding, message('detail.plays-anyway')) : finding;
}

function ofServer({ server, auth }: ServerSideFacts): StepFinding {
  if (!server) return unknown(message('detail.probe-timeout'));
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
      return timed(fault('media-server-unreachable', message('detail.not-mediamtx')));
    default:
  }
  if (isTooOld)
    return timed(fault('media-server-too-old', version ?? message('detail.before', { version: 'v1.15.2' })));
  if (clockAheadMs !== null && Math.abs(clockAheadMs) > CLOCK_OFF_MS) {
    const detail = clockDetail(clockAheadMs);
    // In JWT mode, MediaMTX checks the expiry of tokens with its own clock.
    return timed(
      auth === 'jwt' ? fault('media-server-clock', detail) : warning('media-server-clock', detail),
    );
  }
  const detail = version
    ? message('detail.version', { version })
    : message('detail.version-before', { version: 'v1.15.2' });
  return timed(ok(detail));
}

/** Decides whether the media server checks viewers with this service, from its behavior, otherwise from its settings. */
export function decideHook(facts: ServerSideFacts): StepFinding {
  const { whep, server, auth } = facts;
  const seen = whep && whep.withToken !== null && whep.withoutToken !== null ? whep : null;
  if (seen?.withToken === 204 && seen.withoutToken === 204) return fault('hook-off');
  if (seen?.withToken === 204)
    return { ...ok(message(auth === 'jwt' ? 'detail.token-accepted' : 'detail.hook-accepted')), ms: seen.ms };
  const refused = seen?.withToken === 401 && seen.withoutToken === 401;
  if (auth === 'jwt') return refused ? fault('token-refused') : unknown(message('detail.hook-not-tried'));
  if (refused) return whyRefused(facts);
  const settings = server?.settings;
  if (!settings || settings.authMethod === '') return unknown(message('detail.hook-not-tried'));
  if (settings.authMethod !== 'http') return fault('hook-off');
  if (settings.hook && settings.hook.route !== HOOK_ROUTE) return fault('hook-elsewhere');
  if (settings.hook?.provesItself === false) return fault('hook-without-secret');
  return unknown(message('detail.hook-configured'));
}

function whyRefused({ hook, server }: ServerSideFacts): StepFinding {
  const since = (at: Date | null) => at !== null && at >= hook.probedAt;
  if (since(hook.lastUnauthenticatedCallAt) && !since(hook.lastCallAt)) return fault('hook-without-secret');
  if (since(hook.lastCallAt)) return fault('hook-refuses', hook.lastReadDenial?.reason);
  const settings = server?.settings?.hook;
  if (settings?.route === HOOK_ROUTE && settings.provesItself === false) return fault('hook-without-secret');
  return fault('hook-elsewhere');
}

/** The detail of a clock offset: `3 h ahead`, `2 min behind`. */
export function clockDetail(aheadMs: number): Message {
  return message(aheadMs > 0 ? 'detail.clock-ahead' : 'detail.clock-behind', {
    offset: formatDuration(Math.abs(aheadMs)),
  });
}

/** `3 h`, `2 min`, `45 s`. */
function formatDuration(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
