import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The releases with a recording. */
export const RECORDED_RELEASES = [
  'v1.9.3',
  'v1.12.3',
  'v1.15.6',
  'v1.16.3',
  'v1.17.1',
  'v1.18.0',
  'v1.20.1',
] as const;
export type RecordedRelease = (typeof RECORDED_RELEASES)[number];

/** A response of the control API as recorded; a text is a body that was not JSON. */
export interface RecordedAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** The parts of a recording that tests read. */
export interface Recording {
  readonly hook: {
    readonly raw_request: { readonly headers: Readonly<Record<string, string>>; readonly body: unknown };
    readonly bodies: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  readonly api: Readonly<Record<string, RecordedAnswer>>;
  readonly path_while_publishing: {
    readonly path: Readonly<Record<string, unknown>>;
    readonly rtspsession: Readonly<Record<string, unknown>>;
  };
  readonly two_tracks: { readonly path_tracks: readonly string[]; readonly path_tracks2?: unknown };
  readonly webrtc_session: Readonly<Record<string, unknown>>;
  readonly hls_sessions: unknown;
  readonly pull: {
    readonly special_password: { readonly sent: string; readonly configSource: string };
    readonly dead_camera_path: Readonly<Record<string, unknown>>;
  };
}

/** Reads a release's recording. */
export function recordingOf(release: RecordedRelease): Recording {
  return JSON.parse(readFileSync(path.join(__dirname, `${release}.json`), 'utf8')) as Recording;
}
