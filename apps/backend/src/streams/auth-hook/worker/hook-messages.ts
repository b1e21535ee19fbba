import { type AuthRequest } from '@ppf/mediamtx';
import { type PitAccess } from '../../access-index/pit-access';
import { type ActiveSession } from '../../sessions/admission/active-sessions';
import { type Revocation } from '../../sessions/admission/revocations';
import { type ViewerLimits } from '../../sessions/admission/viewer-capacity';
import { type StreamTokenUse } from '../../tokens/decide-token-use';
import { type AcceptedKey } from '../../tokens/key-pair-stream-tokens';
import { type AdmittedSession, type DenyReason } from '../decision/hook-decision';

// Messages between the API's thread and the hook's thread. They are copied (structured clone), so they hold plain data
// only.

/** Parts of the hook's state. The hook denies everything until each of them has arrived. */
export const HOOK_PARTS = ['pits', 'edges', 'revocations', 'sessions', 'uses'] as const;
export type HookPart = (typeof HOOK_PARTS)[number];

/** Settings that the thread is started with. */
export interface HookSettings {
  readonly host: string;
  /** TCP port; 0: none, and hook requests arrive through the API's port alone. */
  readonly port: number;
  readonly hookSecret: string;
  readonly tokenSecret: string;
  readonly previousTokenSecret: string | null;
  /** Keys of JWT mode; empty in hook mode. */
  readonly acceptedKeys: readonly AcceptedKey[];
  readonly limits: ViewerLimits;
  /** Milliseconds that a revocation is kept. */
  readonly keepRevocationsMs: number;
}

/** A pit, with its allow-list as ranges. */
export type PitCopy = Omit<PitAccess, 'allowList'> & { readonly allowList: readonly string[] };

/** The edges and, if there are edges, the media server of each workshop. */
export interface EdgesCopy {
  readonly edges: readonly { readonly id: number; readonly edgeOfId: number; readonly pullsFrom: string }[];
  /** Ids of all media servers. */
  readonly serverIds: readonly number[];
  /** Media server of each workshop, as pairs. */
  readonly placements: readonly (readonly [workshopId: number, serverId: number])[];
  /** The media server of workshops that have no placement on a known one; null: not loaded yet. */
  readonly configuredId: number | null;
}

/** The use of a token at another replica, or before this thread started. */
export interface TokenUseCopy {
  readonly jti: string;
  /** The token's end, seconds since 1970. */
  readonly exp: number;
  readonly use: StreamTokenUse;
}

/** A change of the state. */
export type HookChange =
  | { readonly kind: 'pit'; readonly pit: PitCopy }
  | { readonly kind: 'pit-removed'; readonly pitId: number }
  /** All pits follow, in pages, and then `loaded`; until then the earlier pits stay in force. */
  | { readonly kind: 'pits-begin' }
  | { readonly kind: 'pits'; readonly pits: readonly PitCopy[] }
  | { readonly kind: 'edges'; readonly edges: EdgesCopy }
  | { readonly kind: 'revoked'; readonly revocations: readonly Revocation[] }
  | { readonly kind: 'sessions-begun'; readonly sessions: readonly ActiveSession[] }
  | { readonly kind: 'session-ended'; readonly jti: string }
  | { readonly kind: 'uses'; readonly uses: readonly TokenUseCopy[] }
  | { readonly kind: 'loaded'; readonly part: HookPart };

/** A command of the API's thread; `reply` with the same id answers it. */
export type HookCommand =
  /** Answered after all changes that were sent before are in force. */
  | { readonly command: 'sync' }
  /** Decides a hook request that arrived at the API's port. */
  | { readonly command: 'decide'; readonly body: string; readonly begunAt: number }
  /** Closes the port, answers the requests in flight, sends all decisions. */
  | { readonly command: 'drain' };

/** To the hook's thread. `acknowledged`: the last batch of decisions has been recorded, the next one may be sent. */
export type MessageToHook =
  | { readonly change: HookChange }
  | { readonly id: number; readonly command: HookCommand }
  | { readonly acknowledged: true };

/**
 * A decided request, to be recorded. Holds only what the record needs, since copying costs the hook time. Credentials are
 * in it only when a publisher was denied.
 */
export interface DecisionRecord {
  /** Null: the body could not be parsed. */
  readonly call: Pick<AuthRequest, 'action' | 'protocol'> | null;
  /** Why it was denied; null: it was allowed. */
  readonly reason: DenyReason | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** From the arrival of the request's headers to its response. */
  readonly seconds: number;
  /** A viewing session that begins. */
  readonly begun?: { readonly request: AuthRequest; readonly session: AdmittedSession };
  /** A further request of a viewing session. */
  readonly continued?: { readonly jti: string; readonly id: string | null };
  readonly denied?: AuthRequest;
  /** A publisher that was allowed. */
  readonly published?: Pick<AuthRequest, 'path' | 'ip'>;
}

/** Decisions since the last batch. */
export interface DecisionBatch {
  readonly decisions: readonly DecisionRecord[];
  /** Number of calls without the hook's secret. */
  readonly unauthenticatedCalls: number;
}

/** Node's error when the port cannot be opened. */
export interface ListenFault {
  readonly message: string;
  readonly code: string;
  readonly address: string;
  readonly port: number;
}

/** From the hook's thread. */
export type MessageFromHook =
  | { readonly listening: number | null }
  | { readonly cannotListen: ListenFault }
  | { readonly id: number; readonly reply: boolean }
  | DecisionBatch;
