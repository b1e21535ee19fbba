import type { Message } from '../../platform/messages/message-catalog';
import { textOf } from '../../platform/messages/text-of';
import { decideHook, decideMediaServer } from '../decide/decide-server-side';
import { decideWebrtc } from '../decide/decide-playback';
import type { StepFinding } from '../decide/step-finding';
import type { Reachability, ServerSideFacts } from '../facts/pit-facts';
import { findingText } from '../texts/finding-texts';
import { message } from '../messages';
import { type InstallationCheck, toInstallationCheck } from './installation-check';

/** The reachability of a port of a media server. */
export interface PortFacts {
  /** `RTSP`. */
  readonly name: string;
  readonly port: number;
  readonly reachability: Reachability;
  /** HTTP status of the response; null: not an HTTP port, or no response. */
  readonly status: number | null;
}

/** Statuses of a proxy that cannot reach its upstream. */
const GATEWAY_STATUSES: readonly (number | null)[] = [502, 503, 504];

/** What is known about one media server from this machine. */
export interface ServerCheckFacts {
  readonly name: string;
  readonly facts: ServerSideFacts;
  readonly ports: readonly PortFacts[];
  /** Whether there was a pit to test a token with. */
  readonly hadPit: boolean;
}

/** Decides the checks of a media server and of the way to it. */
export function decideServerChecks({ name, facts, ports, hadPit }: ServerCheckFacts): InstallationCheck[] {
  const api = decideMediaServer(facts);
  const checks = [toCheck(message('check.api', { server: name }), api)];
  // Without the control API, the other checks would only repeat its finding.
  if (api.state === 'fault') return checks;
  const hook = decideHook(facts);
  const hookName = message(facts.auth === 'jwt' ? 'check.token' : 'check.hook', { server: name });
  return [
    ...checks,
    hadPit || hook.state === 'fault'
      ? toCheck(hookName, hook)
      : toInstallationCheck(hookName, 'unknown', message('check.hook.no-pit')),
    toCheck(message('check.webrtc', { server: name }), decideWebrtc(facts)),
    ...ports.map((port) => decidePort(name, port)),
    toInstallationCheck(message('check.udp', { server: name }), 'unknown', udpDetail(facts)),
  ];
}

function udpDetail({ server }: ServerSideFacts): Message {
  const port = server?.settings?.webrtc?.udpPort;
  return port ? message('check.udp.unknown', { port: String(port) }) : message('check.udp.unknown-port');
}

function toCheck(what: Message, { state, code, severity, detail }: StepFinding): InstallationCheck {
  if (!code)
    return toInstallationCheck(
      what,
      state === 'ok' ? 'ok' : 'unknown',
      detail ?? message('check.as-expected'),
    );
  const text = findingText(code);
  const found = detail ? `${text.sentence} (${textOf(detail)})` : text.sentence;
  return toInstallationCheck(
    what,
    (severity ?? text.severity) === 'warning' ? 'warning' : 'fault',
    found,
    text.fix,
  );
}

function decidePort(
  server: string,
  { name: protocol, port, reachability, status }: PortFacts,
): InstallationCheck {
  const what = message('check.port', { server, protocol, port: String(port) });
  if (reachability === 'responds' && !GATEWAY_STATUSES.includes(status))
    return toInstallationCheck(what, 'ok', message('check.port.ok'));
  const found =
    reachability === 'responds'
      ? message('check.port.gateway', { status: String(status) })
      : message(`check.port.${reachability}`);
  return toInstallationCheck(what, 'fault', found, message('check.port.fix', { protocol }));
}
