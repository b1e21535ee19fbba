import { decideHook, decideMediaServer } from '../decide/decide-server-side';
import { decideWebrtc } from '../decide/decide-playback';
import type { StepFinding } from '../decide/step-finding';
import type { Reachability, ServerSideFacts } from '../facts/pit-facts';
import { findingText } from '../texts/finding-texts';
import type { InstallationCheck } from './installation-check';

/** Whether a port of a media server takes connections. */
export interface PortFacts {
  /** `RTSP`. */
  readonly name: string;
  readonly port: number;
  readonly reachability: Reachability;
  /** HTTP status of what answers there; null: not asked, or no answer. */
  readonly status: number | null;
}

/** What a proxy answers that cannot reach what is behind it. */
const GATEWAY: readonly (number | null)[] = [502, 503, 504];

/** One media server, looked at from here. */
export interface ServerCheckFacts {
  readonly name: string;
  readonly facts: ServerSideFacts;
  readonly ports: readonly PortFacts[];
  /** Whether there was a pit to try a token with. */
  readonly hadPit: boolean;
}

/** How a media server and what leads to it stand. */
export function decideServerChecks({ name, facts, ports, hadPit }: ServerCheckFacts): InstallationCheck[] {
  const server = decideMediaServer(facts);
  const checks = [checkOf(`${name}: control API and clock`, server)];
  // What it would say of the rest follows from this.
  if (server.state === 'fault') return checks;
  const hook = decideHook(facts);
  const asked = `${name}: ${facts.auth === 'jwt' ? 'token' : 'hook'}, there and back`;
  return [
    ...checks,
    hadPit || hook.state === 'fault'
      ? checkOf(asked, hook)
      : {
          what: asked,
          state: 'unknown',
          found: 'There is no pit with a camera yet to try it with',
          fix: null,
        },
    checkOf(`${name}: WebRTC as browsers ask for it`, decideWebrtc(facts)),
    ...ports.map((port) => checkOfPort(name, port)),
    {
      what: `${name}: WebRTC’s media (UDP)`,
      state: 'unknown',
      found: `only a browser shows whether UDP${udpPort(facts)} is open: press “Troubleshoot” on a pit`,
      fix: null,
    },
  ];
}

function udpPort({ server }: ServerSideFacts): string {
  const port = server?.settings?.webrtc?.udpPort;
  return port ? ` ${port}` : '';
}

function checkOf(what: string, { state, code, severity, detail }: StepFinding): InstallationCheck {
  if (!code)
    return { what, state: state === 'ok' ? 'ok' : 'unknown', found: detail ?? 'as it should be', fix: null };
  const text = findingText(code);
  const found = detail ? `${text.sentence} (${detail})` : text.sentence;
  return {
    what,
    state: (severity ?? text.severity) === 'warning' ? 'warning' : 'fault',
    found,
    fix: text.fix,
  };
}

function checkOfPort(
  name: string,
  { name: protocol, port, reachability, status }: PortFacts,
): InstallationCheck {
  const what = `${name}: ${protocol} port ${port}`;
  const isReached = reachability === 'responds' && !GATEWAY.includes(status);
  if (isReached) return { what, state: 'ok', found: 'takes connections', fix: null };
  const found = {
    responds: `A proxy answers, and does not reach it (${status}).`,
    timeout: 'No connection from here: nothing answers.',
    refused: 'No connection from here.',
    unresolvable: 'No connection from here: its name has no address.',
  }[reachability];
  return {
    what,
    state: 'fault',
    found,
    fix: `Switch ${protocol} on in mediamtx.yml, open its port, and check the addresses in the settings.`,
  };
}
