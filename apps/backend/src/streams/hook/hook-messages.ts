import { type AuthRequest } from '@ppf/mediamtx';
import { type KeyObject } from 'node:crypto';
import { type PitAccess } from '../access-index/pit-access';
import { type Revocation } from '../revocation/revocations';
import { type ActiveViewing } from '../sessions/active-viewings';
import { type ViewingLimits } from '../sessions/decide-viewing-limits';
import { type StreamTokenUse } from '../tokens/stream-token-use';
import { type AdmittedSession, type MediaDenial } from './decide-media-access';

// What passes between the API's thread and the hook's thread. Everything is copied (structured clone), so it holds
// plain data only.

/** Parts of the state that the hook decides from. It denies everything until each of them has arrived. */
export const HOOK_PARTS = ['pits', 'edges', 'revocations', 'viewings', 'uses'] as const;
export type HookPart = (typeof HOOK_PARTS)[number];

/** What the thread is started with. */
export interface HookSettings {
  readonly host: string;
  /** TCP port; 0: none, and hook requests arrive through the API's port alone. */
  readonly port: number;
  readonly auth: 'http' | 'jwt';
  readonly hookSecret: string;
  readonly tokenSecret: string;
  readonly previousTokenSecret: string | null;
  readonly tokenKey: KeyObject | null;
  readonly previousTokenKey: KeyObject | null;
  readonly limits: ViewingLimits;
  /** Milliseconds that a revocation is kept. */
  readonly keepRevocationsMs: number;
}

/** A pit, with its allow-list as ranges. */
export type PitCopy = Omit<PitAccess, 'allowList'> & { readonly allowList: readonly string[] };

/** The edges, and where workshops are placed while there is an edge. */
export interface EdgesCopy {
  readonly edges: readonly { readonly id: number; readonly edgeOfId: number; readonly pullsFrom: string }[];
  /** Ids of all media servers. */
  readonly serverIds: readonly number[];
  /** Media server of each workshop, as pairs. */
  readonly placements: readonly (readonly [workshopId: number, serverId: number])[];
  /** The media server of workshops that are placed on none that is known; null: not known yet. */
  readonly configuredId: number | null;
}

/** That a token opened a session elsewhere, or before this thread started. */
export interface TokenUseCopy {
  readonly jti: string;
  /** The token's end, seconds. */
  readonly exp: number;
  readonly use: StreamTokenUse;
}

/** A change of the state. */
export type HookChange =
  | { readonly kind: 'pit'; readonly pit: PitCopy }
  | { readonly kind: 'pit-gone'; readonly pitId: number }
  /** All pits follow, in pages, and then `loaded`: until then those of before stand. */
  | { readonly kind: 'pits-begin' }
  | { readonly kind: 'pits'; readonly pits: readonly PitCopy[] }
  | { readonly kind: 'edges'; readonly edges: EdgesCopy }
  | { readonly kind: 'revoked'; readonly revocations: readonly Revocation[] }
  | { readonly kind: 'began'; readonly viewings: readonly ActiveViewing[] }
  | { readonly kind: 'ended'; readonly jti: string }
  | { readonly kind: 'uses'; readonly uses: readonly TokenUseCopy[] }
  | { readonly kind: 'loaded'; readonly part: HookPart };

/** What the API's thread asks; answered by `reply` with the same id. */
export type HookQuestion =
  /** Answered once everything that was sent before is in force. */
  | { readonly ask: 'settled' }
  /** A hook request that came in at the API's port. */
  | { readonly ask: 'decide'; readonly body: string; readonly begunAt: number }
  /** Takes no more connections, lets requests end, hands over all notes. */
  | { readonly ask: 'drain' };

/** To the hook's thread. `taken`: the notes that were sent have been recorded, more may be sent. */
export type ToHook =
  | { readonly change: HookChange }
  | { readonly id: number; readonly question: HookQuestion }
  | { readonly taken: true };

/**
 * A decided request, to be recorded: no more than that needs, since copying it costs the hook. Credentials are in it only
 * where a publisher was refused.
 */
export interface HookNote {
  /** What was asked; null: it was not understood. */
  readonly call: Pick<AuthRequest, 'action' | 'protocol'> | null;
  /** Why it was denied; null: it was allowed. */
  readonly reason: MediaDenial | null;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** From the arrival of the request's headers to its answer. */
  readonly seconds: number;
  /** A viewing session that begins. */
  readonly begins?: { readonly request: AuthRequest; readonly session: AdmittedSession };
  /** A viewing session that goes on. */
  readonly goesOn?: { readonly jti: string; readonly id: string | null };
  readonly denied?: AuthRequest;
  /** A publisher that was allowed. */
  readonly publishes?: Pick<AuthRequest, 'path' | 'ip'>;
}

/** Notes since the last ones. */
export interface HookNotes {
  readonly notes: readonly HookNote[];
  /** Clients that called without the secret. */
  readonly refusedCallers: number;
}

/** Why its port cannot be listened on, as Node says it. */
export interface ListenFault {
  readonly message: string;
  readonly code: string;
  readonly address: string;
  readonly port: number;
}

/** From the hook's thread. */
export type FromHook =
  | { readonly listening: number | null }
  | { readonly cannotListen: ListenFault }
  | { readonly id: number; readonly reply: boolean }
  | HookNotes;
