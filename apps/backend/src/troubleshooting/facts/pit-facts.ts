import type { CameraKind, CameraTest, PauseReason, PitStream, PlayerFindings } from '@ppf/contracts';
import type { ServerSettings } from '@ppf/mediamtx';
import type { LastDenial, StrayPublish } from '../../streams';

/** How a pit gets its video. */
export interface CameraFacts {
  readonly kind: CameraKind;
  readonly paused: boolean;
  /** Why this service paused it; null: a user did, or it is not paused. */
  readonly pauseReason: PauseReason | null;
  readonly onDemand: boolean;
  readonly transcode: boolean;
  /** Why the media server does not pull it as it is set up, in one sentence; null: it does. */
  readonly notApplied: string | null;
  /** push: whether there is anything to prove itself with. */
  readonly canPublish: boolean;
}

/** What the camera's test found; `busy`: too many are tested now, `no-time`: it was not over in time. */
export type TestFacts =
  | { readonly kind: 'done'; readonly test: CameraTest }
  | { readonly kind: 'not-done'; readonly why: 'busy' | 'no-time' | 'not-asked' };

/** Whether something responds: `refused` takes no connection, `silent` does not answer, `no-name` has no address. */
export type Reachability = 'responds' | 'refused' | 'timeout' | 'unresolvable';

/** What the media server's control API says. */
export interface ServerFacts {
  readonly reachability: Reachability | 'unauthorized' | 'not-media-server';
  readonly ms: number;
  /** `v1.20.1`; null before v1.15.2, and where it does not answer. */
  readonly version: string | null;
  /** It lacks what is needed of it. */
  readonly isTooOld: boolean;
  /** How far its clock is ahead of ours, in milliseconds; null: not known. */
  readonly clockAheadMs: number | null;
  /** Null: not known. */
  readonly settings: ServerSettings | null;
  /** Whether it has a configuration for the pit's path; null: not known. */
  readonly hasPath: boolean | null;
  /** Bytes received of the stream that arrives from the pit's camera; null: there is none, or it is not known. */
  readonly receivedBytes: number | null;
}

/** What answers where browsers ask for WebRTC, as seen from this service. */
export interface WhepFacts {
  readonly reachability: Reachability;
  readonly ms: number;
  /** HTTP status of an OPTIONS that shows a good token, or nothing; null: no answer. */
  readonly withToken: number | null;
  readonly withoutToken: number | null;
  /** Whether a page of ours may ask there: null where it is of the same origin, or nothing answers. */
  readonly corsAllows: boolean | null;
}

/** What the hook saw, in this process. */
export interface HookFacts {
  /** When this diagnosis began to ask the media server, which then asks the hook. */
  readonly probedAt: Date;
  /** When MediaMTX last asked. */
  readonly lastCallAt: Date | null;
  /** When somebody last asked who did not prove to be MediaMTX. */
  readonly lastUnauthenticatedCallAt: Date | null;
  /** The last refusal to watch the pit. */
  readonly lastReadDenial: LastDenial | null;
  /** The last refusal to publish on one of the pit's paths. */
  readonly lastPublishDenial: LastDenial | null;
  /** When publishing was last refused, mere questions included. */
  readonly lastPublishDeniedAt: Date | null;
  /** Where the pit's publish key was last shown in vain. */
  readonly strayPublish: StrayPublish | null;
}

/** Where pages and media are, as browsers see it. */
export interface AddressFacts {
  readonly pageIsHttps: boolean;
  /** Whether the page is only for this machine. */
  readonly pageIsLoopback: boolean;
  readonly mediaIsHttps: boolean;
  readonly mediaIsLoopback: boolean;
  /** Whether the media server's name or address is one of the internet. */
  readonly mediaIsPublic: boolean;
}

/** What a player told. */
export interface PlayerFacts {
  readonly findings: PlayerFindings;
  /** How far the browser's clock is ahead of ours, in milliseconds. */
  readonly clockAheadMs: number;
  /** How long ago it reported, in milliseconds. */
  readonly ageMs: number;
}

/** What is known of a media server, whoever's picture it is about. */
export type ServerSideFacts = Pick<PitFacts, 'auth' | 'server' | 'whep' | 'addresses'> & {
  readonly hook: Pick<HookFacts, 'probedAt' | 'lastCallAt' | 'lastUnauthenticatedCallAt' | 'lastReadDenial'>;
  readonly player: PitFacts['player'];
  /** What viewers get; absent where no pit is asked about. */
  readonly viewerStream?: PitFacts['viewerStream'];
};

/** All that a diagnosis is decided from. Null: not found out. */
export interface PitFacts {
  readonly at: Date;
  /** MediaMTX's name of the pit's stream. */
  readonly path: string;
  /** Who checks viewers. */
  readonly auth: 'http' | 'jwt';
  /** Null: the pit has no camera. */
  readonly camera: CameraFacts | null;
  readonly test: TestFacts;
  /** What arrives from the camera, and what viewers get: the same unless it is re-encoded. */
  readonly sourceStream: PitStream;
  readonly viewerStream: PitStream;
  readonly server: ServerFacts | null;
  readonly whep: WhepFacts | null;
  readonly hook: HookFacts;
  readonly addresses: AddressFacts;
  /** How often the picture was lost in the last hour. */
  readonly outages: number | null;
  readonly player: PlayerFacts | null;
}
