import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Settings that a command must have as what runs has them: where it is. No secret is among them, and nothing that a
 * person may want to be another for one command.
 */
const NOTED = [
  'HOST',
  'PORT',
  'PUBLIC_URL',
  'MEDIAMTX_HOST',
  'MEDIAMTX_AUTH',
  'MEDIAMTX_RTSP_PORT',
  'MEDIAMTX_WEBRTC_PORT',
  'MEDIAMTX_HLS_PORT',
  'MEDIAMTX_API_PORT',
  'MEDIAMTX_WEBRTC_UDP_PORT',
  'SAMPLE_CAMERAS_PORT',
] as const;

/** What the last start was given, as far as commands need it. */
export interface StartedWith {
  readonly environment: Readonly<Record<string, string>>;
  /** Whether the simulator stood in. */
  readonly simulated: boolean;
  /** Whether the media server was started too. */
  readonly ownMediaServer: boolean;
}

/** Before anything was started. */
const NOTHING: StartedWith = { environment: {}, simulated: false, ownMediaServer: true };

/** Notes it in DATA_DIR, so that a command that is told DATA_DIR alone finds what runs there. */
export function noteStart(file: string, { environment, simulated, ownMediaServer }: StartedWith): void {
  const noted = NOTED.flatMap((name) => (environment[name] ? [[name, environment[name]]] : []));
  const start: StartedWith = { environment: Object.fromEntries(noted), simulated, ownMediaServer };
  writeFileSync(file, JSON.stringify(start), { mode: 0o600 });
}

/** What was noted; what cannot be read counts as never started. */
export function readStart(file: string): StartedWith {
  try {
    const found = JSON.parse(readFileSync(file, 'utf8')) as Partial<StartedWith> | null;
    const values = Object.entries(found?.environment ?? {});
    const environment = values.filter(
      ([name, value]) => NOTED.some((each) => each === name) && typeof value === 'string',
    );
    return {
      environment: Object.fromEntries(environment),
      simulated: found?.simulated === true,
      ownMediaServer: found?.ownMediaServer !== false,
    };
  } catch {
    return NOTHING;
  }
}
