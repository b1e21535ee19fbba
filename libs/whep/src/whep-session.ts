import { candidateFragment, type TrickledCandidate } from './candidate-fragment';
import { offeredHosts } from './offered-hosts';
import { sessionUrl } from './session-url';
import { readVideoStats, type VideoStats } from './video-stats';
import { errorOfAnswer, WhepError } from './whep-error';

/** What one attempt needs to know, usually from a token service. */
export interface WhepAccess {
  /** The WHEP endpoint, absolute. */
  readonly url: string;
  /** Value of the `Authorization` header; absent for an open server. */
  readonly authorization?: string;
  readonly iceServers?: readonly RTCIceServer[];
}

/** How a session that existed ended: the server closed it, or the connection was lost for good. */
export type WhepEnd = 'closed-by-server' | 'connection-failed';

/** Told in this order; exactly one of `failed` and `ended` ends a session, and nothing is told after `close()`. */
export interface WhepListener {
  /** The server took the offer (201). */
  answered?(): void;
  /** ICE and DTLS are up; the picture follows with the next key frame. */
  connected?(): void;
  /** No session came to be. */
  failed?(error: WhepError): void;
  /** The session is over. */
  ended?(why: WhepEnd): void;
}

export interface WhepOptions {
  /** Asked once, while the offer is made. A new session asks anew: with one-time tokens every attempt needs its own. */
  readonly access: () => Promise<WhepAccess>;
  readonly listener?: WhepListener;
  /** Receive audio too; false when absent. */
  readonly audio?: boolean;
  /**
   * Time for the answer to the POST, ms; 15 000 when absent. MediaMTX holds it for an on-demand source, 10 s by
   * default (MediaMTX contract §5).
   */
  readonly answerTimeoutMs?: number;
  /** Aborting closes the session. */
  readonly signal?: AbortSignal;
}

const ANSWER_TIMEOUT_MS = 15_000;

/**
 * One WHEP session, from the offer to its end (draft-ietf-wish-whep, as MediaMTX speaks it). Begins at once. It makes
 * one POST and no OPTIONS: the ICE servers come with the access. Candidates are trickled in the background, and only as
 * an insurance: MediaMTX finds the browser by itself.
 */
export class WhepSession {
  /** For a video element's `srcObject`; its tracks come with the answer. */
  readonly stream = new MediaStream();

  /** Null: the browser has none to give. */
  private readonly connection = newConnection();
  private readonly listener: WhepListener;
  private readonly candidates: TrickledCandidate[] = [];
  private access: WhepAccess | null = null;
  private offer = '';
  private url: string | null = null;
  private connected = false;
  private over = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: WhepOptions) {
    this.listener = options.listener ?? {};
    this.connection?.addEventListener('track', ({ track }) => this.stream.addTrack(track));
    this.connection?.addEventListener('icecandidate', ({ candidate }) => this.trickle(candidate));
    this.connection?.addEventListener('connectionstatechange', () => this.onConnectionState());
    options.signal?.addEventListener('abort', () => this.close(), { once: true });
    if (options.signal?.aborted) this.close();
    else void this.open();
  }

  /** Leaves: the server is told at once, also when the answer to the POST is still to come or the page goes away. */
  close(): void {
    if (this.over) return;
    this.finish();
    this.remove();
  }

  /** Totals of the received video; null while there is none. */
  stats(): Promise<VideoStats | null> {
    return this.connection ? readVideoStats(this.connection) : Promise.resolve(null);
  }

  /** Where the server offered to be reached for media; none before its answer. */
  offeredHosts(): readonly string[] {
    return offeredHosts(this.connection?.remoteDescription?.sdp ?? '');
  }

  private async open(): Promise<void> {
    try {
      const connection = this.connection ?? (await noConnection());
      const [, access] = await Promise.all([this.makeOffer(connection), this.askAccess()]);
      if (this.over) return;
      this.access = access;
      if (access.iceServers?.length) await offerAnew(connection, [...access.iceServers]);
      if (this.over) return;
      this.offer = connection.localDescription?.sdp ?? '';
      this.candidates.length = 0; // The offer has them by now.
      const answer = await this.post(access);
      if (this.over) return this.remove();
      await connection.setRemoteDescription({ type: 'answer', sdp: answer });
      if (this.over) return;
      this.watchTransport(connection);
      this.listener.answered?.();
      this.sendCandidates();
    } catch (error) {
      this.fail(error instanceof WhepError ? error : new WhepError('browser', null, { cause: error }));
    }
  }

  /** Gathering begins too: by the time the access is there, most candidates are in the offer and need no PATCH. */
  private async makeOffer(connection: RTCPeerConnection): Promise<void> {
    connection.addTransceiver('video', { direction: 'recvonly' });
    if (this.options.audio) connection.addTransceiver('audio', { direction: 'recvonly' });
    await connection.setLocalDescription(await connection.createOffer());
  }

  private async askAccess(): Promise<WhepAccess> {
    try {
      return await this.options.access();
    } catch (cause) {
      throw new WhepError('access', null, { cause });
    }
  }

  /** Posts the offer, keeps the session's address and returns the answer. */
  private async post(access: WhepAccess): Promise<string> {
    this.timer = setTimeout(
      () => this.fail(new WhepError('timeout')),
      this.options.answerTimeoutMs ?? ANSWER_TIMEOUT_MS,
    );
    // Not aborted by close(): the server may have made the session already, and only the answer says where it is.
    const response = await this.request(access.url, 'POST', 'application/sdp', this.offer).catch((cause) => {
      throw new WhepError('unreachable', null, { cause });
    });
    clearTimeout(this.timer);
    const body = await response.text();
    if (response.status !== 201) throw errorOfAnswer(response.status, body);
    const location = response.headers.get('location');
    if (location) this.url = sessionUrl(location, access.url);
    return body;
  }

  /** Only headers that MediaMTX's CORS answer allows; no cookies, ever (MediaMTX contract §5). */
  private request(url: string, method: string, type?: string, body?: string): Promise<Response> {
    return fetch(url, {
      method,
      credentials: 'omit',
      keepalive: method === 'DELETE',
      headers: {
        ...(type && { 'content-type': type }),
        ...(this.access?.authorization && { authorization: this.access.authorization }),
      },
      ...(body !== undefined && { body }),
    });
  }

  private trickle(candidate: RTCIceCandidate | null): void {
    if (!candidate?.candidate) return;
    this.candidates.push(candidate);
    if (this.candidates.length === 1) setTimeout(() => this.sendCandidates(), 0);
  }

  private sendCandidates(): void {
    if (this.url === null || this.over || this.connected || this.candidates.length === 0) return;
    const fragment = candidateFragment(this.offer, this.candidates.splice(0));
    // The connection usually stands without them, so a failure here decides nothing.
    this.request(this.url, 'PATCH', 'application/trickle-ice-sdpfrag', fragment).catch(() => undefined);
  }

  /** The DTLS transport says within tens of ms that the server ended the session; `connectionState` needs 7 s. */
  private watchTransport(connection: RTCPeerConnection): void {
    const transport = connection.getReceivers()[0]?.transport;
    transport?.addEventListener('statechange', () => {
      if (transport.state === 'closed') this.end('closed-by-server');
      if (transport.state === 'failed') this.end('connection-failed');
    });
  }

  private onConnectionState(): void {
    if (this.over) return;
    const state = this.connection?.connectionState;
    if (state === 'failed') this.end('connection-failed');
    if (state !== 'connected' || this.connected) return;
    this.connected = true;
    this.listener.connected?.();
  }

  private fail(error: WhepError): void {
    if (this.over) return;
    this.finish();
    this.remove();
    this.listener.failed?.(error);
  }

  private end(why: WhepEnd): void {
    if (this.over) return;
    this.finish();
    if (why === 'connection-failed') this.remove();
    this.listener.ended?.(why);
  }

  private finish(): void {
    this.over = true;
    clearTimeout(this.timer);
    this.connection?.close();
  }

  /** Tells the server; a session that it has forgotten already answers 404, which is as good. */
  private remove(): void {
    if (this.url === null) return;
    this.request(this.url, 'DELETE').catch(() => undefined);
    this.url = null;
  }
}

/** A policy, an extension or the browser's maker may keep WebRTC away. */
function newConnection(): RTCPeerConnection | null {
  try {
    return new RTCPeerConnection();
  } catch {
    return null;
  }
}

/** Told a moment later, when whoever made the session has it. */
async function noConnection(): Promise<never> {
  await Promise.resolve();
  throw new WhepError('browser');
}

/** ICE servers count from the next gathering on (RFC 8829 §4.1.18), hence a second offer. */
async function offerAnew(connection: RTCPeerConnection, iceServers: RTCIceServer[]): Promise<void> {
  connection.setConfiguration({ iceServers });
  await connection.setLocalDescription(await connection.createOffer({ iceRestart: true }));
}
