import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Settings that a command must share with the running programs: their addresses. There are no secrets among them, and no
 * settings that a user may want to change for one command.
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

/** Settings of the last start that commands need. */
export interface StartedWith {
  readonly environment: Readonly<Record<string, string>>;
  /** Whether the simulator ran. */
  readonly simulated: boolean;
  /** Whether standalone started the media server. */
  readonly ownMediaServer: boolean;
}

/** State before the first start. */
const NOTHING: StartedWith = { environment: {}, simulated: false, ownMediaServer: true };

/** Stores it in DATA_DIR, so that a command with only DATA_DIR finds the running programs. */
export function noteStart(file: string, { environment, simulated, ownMediaServer }: StartedWith): void {
  const noted = NOTED.flatMap((name) => (environment[name] ? [[name, environment[name]]] : []));
  const start: StartedWith = { environment: Object.fromEntries(noted), simulated, ownMediaServer };
  writeFileSync(file, JSON.stringify(start), { mode: 0o600 });
}

/** Reads it. An unreadable file counts as never started. */
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
