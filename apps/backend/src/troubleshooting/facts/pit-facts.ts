import type { CameraKind, CameraTest, PauseReason, PitStream, PlayerFindings } from '@ppf/contracts';
import type { ServerSettings } from '@ppf/mediamtx';
import type { LastDenial, StrayPublish } from '../../streams';

/** The settings of a pit's camera. */
export interface CameraFacts {
  readonly kind: CameraKind;
  readonly paused: boolean;
  /** Why this service paused it; null: a user paused it, or it is not paused. */
  readonly pauseReason: PauseReason | null;
  readonly onDemand: boolean;
  readonly transcode: boolean;
  /** Why its settings are not applied at the media server, in one sentence; null: they are applied. */
  readonly notApplied: string | null;
  /** push: whether it has a publish key or an allow list. */
  readonly canPublish: boolean;
}

/** The result of the camera test; `busy`: too many tests are running, `no-time`: it timed out. */
export type TestFacts =
  | { readonly kind: 'done'; readonly test: CameraTest }
  | { readonly kind: 'not-done'; readonly why: 'busy' | 'no-time' | 'not-asked' };

/** Reachability of an address; `refused`: no connection, `timeout`: no response, `unresolvable`: the name has no address. */
export type Reachability = 'responds' | 'refused' | 'timeout' | 'unresolvable';

/** The facts from the media server's control API. */
export interface ServerFacts {
  readonly reachability: Reachability | 'unauthorized' | 'not-media-server';
  readonly ms: number;
  /** `v1.20.1`; null: before v1.15.2, or no response. */
  readonly version: string | null;
  /** It lacks a required feature. */
  readonly isTooOld: boolean;
  /** How far its clock is ahead of this machine's, in milliseconds; null: unknown. */
  readonly clockAheadMs: number | null;
  /** Null: unknown. */
  readonly settings: ServerSettings | null;
  /** Whether it has a configuration for the pit's path; null: unknown. */
  readonly hasPath: boolean | null;
  /** Bytes received of the source stream; null: there is none, or it is unknown. */
  readonly receivedBytes: number | null;
}

/** The result of the WHEP probe from this service. */
export interface WhepFacts {
  readonly reachability: Reachability;
  readonly ms: number;
  /** HTTP status of OPTIONS with a valid token and without one; null: no response. */
  readonly withToken: number | null;
  readonly withoutToken: number | null;
  /** Whether CORS allows the dashboard's requests; null: same origin, or no response. */
  readonly corsAllows: boolean | null;
}

/** Recent calls of the auth hook. */
export interface HookFacts {
  /** Start of the diagnosis, whose probes make the media server call the hook. */
  readonly probedAt: Date;
  /** Last authenticated call. */
  readonly lastCallAt: Date | null;
  /** Last call without the hook secret. */
  readonly lastUnauthenticatedCallAt: Date | null;
  /** Last denial to read the pit. */
  readonly lastReadDenial: LastDenial | null;
  /** Last denial to publish on one of the pit's paths. */
  readonly lastPublishDenial: LastDenial | null;
  /** When publishing was last denied, including requests without credentials. */
  readonly lastPublishDeniedAt: Date | null;
  /** The last denied use of the pit's publish key on another path. */
  readonly strayPublish: StrayPublish | null;
}

/** The addresses of the dashboard and of the media. */
export interface AddressFacts {
  readonly pageIsHttps: boolean;
  /** Whether the dashboard's address is a loopback address. */
  readonly pageIsLoopback: boolean;
  readonly mediaIsHttps: boolean;
  readonly mediaIsLoopback: boolean;
  /** Whether the media server's name or address is public. */
  readonly mediaIsPublic: boolean;
}

/** A player's report. */
export interface PlayerFacts {
  readonly findings: PlayerFindings;
  /** How far the browser's clock is ahead of this machine's, in milliseconds. */
  readonly clockAheadMs: number;
  /** Age of the report in milliseconds. */
  readonly ageMs: number;
}

/** The facts about a media server, with or without a pit. */
export type ServerSideFacts = Pick<PitFacts, 'auth' | 'server' | 'whep' | 'addresses'> & {
  readonly hook: Pick<HookFacts, 'probedAt' | 'lastCallAt' | 'lastUnauthenticatedCallAt' | 'lastReadDenial'>;
  readonly player: PitFacts['player'];
  /** The viewers' stream; absent without a pit. */
  readonly viewerStream?: PitFacts['viewerStream'];
};

/** The facts of a diagnosis. Null: unknown. */
export interface PitFacts {
  readonly at: Date;
  /** MediaMTX's name of the pit's stream. */
  readonly path: string;
  /** How viewers are checked: by the auth hook or by JWT. */
  readonly auth: 'http' | 'jwt';
  /** Null: the pit has no camera. */
  readonly camera: CameraFacts | null;
  readonly test: TestFacts;
  /** The stream from the camera and the stream for viewers. They differ only if the camera is re-encoded. */
  readonly sourceStream: PitStream;
  readonly viewerStream: PitStream;
  readonly server: ServerFacts | null;
  readonly whep: WhepFacts | null;
  readonly hook: HookFacts;
  readonly addresses: AddressFacts;
  /** Number of outages in the last hour. */
  readonly outages: number | null;
  readonly player: PlayerFacts | null;
}
