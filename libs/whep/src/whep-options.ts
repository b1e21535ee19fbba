import type { WhepError } from './whep-error';

/** Endpoint and credentials of one session, usually from a token service. */
export interface WhepAccess {
  /** The WHEP endpoint, absolute. */
  readonly url: string;
  /** Value of the `Authorization` header; absent for a server without authentication. */
  readonly authorization?: string;
  readonly iceServers?: readonly RTCIceServer[];
}

/** How an established session ended: the server closed it, or the connection was lost. */
export type WhepEnd = 'closed-by-server' | 'connection-failed';

/** Callbacks, in this order. Either `onFailed` or `onEnded` is the last one, and none follows `close()`. */
export interface WhepListener {
  /** The server accepted the offer (201). */
  onAnswered?(): void;
  /** ICE and DTLS are connected. The picture follows with the next key frame. */
  onConnected?(): void;
  /** The session could not be established. */
  onFailed?(error: WhepError): void;
  /** The established session ended. */
  onEnded?(reason: WhepEnd): void;
}

/** How a session gets its access, and what it reports to. */
export interface WhepOptions {
  /** Called once per session, while the offer is created. With one-time tokens, each session needs its own token. */
  readonly getAccess: () => Promise<WhepAccess>;
  readonly listener?: WhepListener;
  /** Whether to receive audio too; false when absent. */
  readonly audio?: boolean;
  /**
   * Timeout of the POST, ms; 15 000 when absent. MediaMTX holds the response for an on-demand source, 10 s by default
   * (MediaMTX contract §5).
   */
  readonly answerTimeoutMs?: number;
  /** Aborting closes the session. */
  readonly signal?: AbortSignal;
}
