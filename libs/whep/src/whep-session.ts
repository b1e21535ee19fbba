import { candidateFragment, type TrickledCandidate } from './candidate-fragment';
import { candidateHosts } from './candidate-hosts';
import { sessionUrl } from './session-url';
import { readVideoStats, type VideoStats } from './video-stats';
import { createConnection, rejectWithoutWebRtc, restartWithIceServers } from './peer-connection';
import { toWhepError, WhepError } from './whep-error';
import type { WhepAccess, WhepEnd, WhepListener, WhepOptions } from './whep-options';

const ANSWER_TIMEOUT_MS = 15_000;

/**
 * One WHEP session, from the offer to its end (draft-ietf-wish-whep, as MediaMTX implements it). It starts in the
 * constructor. It sends one POST and no OPTIONS, because the ICE servers come with the access. Candidates are trickled
 * in the background as a fallback only: MediaMTX discovers the browser's address itself.
 */
export class WhepSession {
  /** For a video element's `srcObject`. Its tracks arrive with the answer. */
  readonly stream = new MediaStream();

  /** Null when the browser has no WebRTC. */
  private readonly connection = createConnection();
  private readonly listener: WhepListener;
  private readonly candidates: TrickledCandidate[] = [];
  private access: WhepAccess | null = null;
  private offer = '';
  private url: string | null = null;
  private isConnected = false;
  private isFinished = false;
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

  /** Closes the session and sends its DELETE, also if the POST is still unanswered or the page is being unloaded. */
  close(): void {
    if (this.isFinished) return;
    this.finish();
    this.deleteSession();
  }

  /** Totals of the received video; null without video. */
  stats(): Promise<VideoStats | null> {
    return this.connection ? readVideoStats(this.connection) : Promise.resolve(null);
  }

  /** Hosts of the server's ICE candidates; empty before its answer. */
  candidateHosts(): readonly string[] {
    return candidateHosts(this.connection?.remoteDescription?.sdp ?? '');
  }

  private async open(): Promise<void> {
    try {
      const connection = this.connection ?? (await rejectWithoutWebRtc());
      const [, access] = await Promise.all([this.createOffer(connection), this.requestAccess()]);
      if (this.isFinished) return;
      this.access = access;
      if (access.iceServers?.length) await restartWithIceServers(connection, [...access.iceServers]);
      if (this.isFinished) return;
      this.offer = connection.localDescription?.sdp ?? '';
      this.candidates.length = 0; // The offer contains them.
      const answer = await this.post(access);
      if (this.isFinished) return this.deleteSession();
      await connection.setRemoteDescription({ type: 'answer', sdp: answer });
      if (this.isFinished) return;
      this.observeTransport(connection);
      this.listener.onAnswered?.();
      this.sendCandidates();
    } catch (error) {
      this.fail(error instanceof WhepError ? error : new WhepError('browser', null, { cause: error }));
    }
  }

  /** Also starts gathering. When the access arrives, the offer contains most candidates, which then need no PATCH. */
  private async createOffer(connection: RTCPeerConnection): Promise<void> {
    connection.addTransceiver('video', { direction: 'recvonly' });
    if (this.options.audio) connection.addTransceiver('audio', { direction: 'recvonly' });
    await connection.setLocalDescription(await connection.createOffer());
  }

  private async requestAccess(): Promise<WhepAccess> {
    try {
      return await this.options.getAccess();
    } catch (cause) {
      throw new WhepError('access', null, { cause });
    }
  }

  /** Posts the offer, stores the session URL and returns the answer. */
  private async post(access: WhepAccess): Promise<string> {
    this.timer = setTimeout(
      () => this.fail(new WhepError('timeout')),
      this.options.answerTimeoutMs ?? ANSWER_TIMEOUT_MS,
    );
    // close() does not abort it: the server may have created the session, and only the response has its URL.
    const response = await this.request(access.url, 'POST', 'application/sdp', this.offer).catch((cause) => {
      throw new WhepError('unreachable', null, { cause });
    });
    clearTimeout(this.timer);
    const body = await response.text();
    if (response.status !== 201) throw toWhepError(response.status, body);
    const location = response.headers.get('location');
    if (location) this.url = sessionUrl(location, access.url);
    return body;
  }

  /** Uses only headers that MediaMTX allows by CORS, and never cookies (MediaMTX contract §5). */
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
    if (this.url === null || this.isFinished || this.isConnected || this.candidates.length === 0) return;
    const fragment = candidateFragment(this.offer, this.candidates.splice(0));
    // The connection is usually established without them, so a failure is ignored.
    this.request(this.url, 'PATCH', 'application/trickle-ice-sdpfrag', fragment).catch(() => undefined);
  }

  /** The DTLS transport reports the end of the session within tens of ms; `connectionState` takes 7 s. */
  private observeTransport(connection: RTCPeerConnection): void {
    const transport = connection.getReceivers()[0]?.transport;
    transport?.addEventListener('statechange', () => {
      if (transport.state === 'closed') this.end('closed-by-server');
      if (transport.state === 'failed') this.end('connection-failed');
    });
  }

  private onConnectionState(): void {
    if (this.isFinished) return;
    const state = this.connection?.connectionState;
    if (state === 'failed') this.end('connection-failed');
    if (state !== 'connected' || this.isConnected) return;
    this.isConnected = true;
    this.listener.onConnected?.();
  }

  private fail(error: WhepError): void {
    if (this.isFinished) return;
    this.finish();
    this.deleteSession();
    this.listener.onFailed?.(error);
  }

  private end(reason: WhepEnd): void {
    if (this.isFinished) return;
    this.finish();
    if (reason === 'connection-failed') this.deleteSession();
    this.listener.onEnded?.(reason);
  }

  private finish(): void {
    this.isFinished = true;
    clearTimeout(this.timer);
    this.connection?.close();
  }

  /**
   * Deletes the session on the server. A 404 is harmless: the server ended the session before the request arrived, so
   * there is nothing left to delete. The browser logs it, because a page cannot suppress that.
   */
  private deleteSession(): void {
    if (this.url === null) return;
    this.request(this.url, 'DELETE').catch(() => undefined);
    this.url = null;
  }
}
