import type { StreamTokenResponse } from '@ppf/contracts';
import type { WhepListener, WhepSession } from '@ppf/whep';
import type { HlsPreroll } from '../preroll/hls-preroll';
import { EarlyVideo } from './early-video';

/** Longest wait of the application start for the session's answer, ms. */
const START_DELAY_LIMIT_MS = 500;
/** An unclaimed session is closed after this time, ms. */
const CLAIM_TIMEOUT_MS = 15_000;

/** State that the player takes over. */
export interface ClaimedSession {
  readonly session: WhepSession;
  /** Shows the session's picture until the player does. */
  readonly earlyVideo: EarlyVideo | null;
  /** The token of the session. */
  readonly token: Promise<StreamTokenResponse>;
  /** The preroll beside the session, resolved when the token is known; null without one. The claimer closes it. */
  readonly preroll: Promise<HlsPreroll | null>;
}

type Progress = 'onAnswered' | 'onConnected';

/**
 * A WHEP session that starts before the application, so that the browser connects while the application loads. It
 * buffers the events of the session until the player claims it. Its creator passes `listener` to the session.
 */
export class EarlySession {
  private buffered: Progress[] = [];
  private claimer: WhepListener | null = null;
  private isClosed = false;
  private session: WhepSession | null = null;
  private issuedToken: StreamTokenResponse | null = null;
  private earlyVideo: EarlyVideo | null = null;
  private preroll: HlsPreroll | null = null;
  private prerollVideo: EarlyVideo | null = null;
  private readonly tokenIssued = deferred<StreamTokenResponse>();
  private readonly prerollDecided = deferred<HlsPreroll | null>();
  private readonly startable = deferred<void>();
  /** Aborted when the session is claimed or closed. */
  private readonly unclaimed = new AbortController();

  /**
   * Resolves when the server has answered, the session has failed, or the limit has passed. Starting the application
   * occupies the main thread, which the picture needs first.
   */
  readonly canStartApplication: Promise<void> = this.startable.promise;

  /** Resolves when the media requests have been sent; never without a token. */
  get mediaRequested(): Promise<void> {
    return this.prerollDecided.promise.then((preroll) => preroll?.requested);
  }

  /** Receives the events of the session. */
  readonly listener: WhepListener = {
    onAnswered: () => {
      if (!this.claimer && this.session && this.isPageEmpty) this.insertVideo(this.session);
      this.forward('onAnswered');
    },
    onConnected: () => this.forward('onConnected'),
    onFailed: (error) => {
      this.startable.resolve();
      this.finish();
      this.claimer?.onFailed?.(error);
    },
    onEnded: (reason) => {
      this.finish();
      this.claimer?.onEnded?.(reason);
    },
  };

  /** @param isPageEmpty whether the page is still empty, so that the picture is shown where the player will be */
  constructor(
    readonly pitId: number,
    private readonly isPageEmpty = true,
  ) {}

  /** Takes the session. It is closed with the page, or if no player claims it in time. */
  hold(session: WhepSession): void {
    this.session = session;
    setTimeout(() => this.startable.resolve(), START_DELAY_LIMIT_MS);
    const timer = setTimeout(() => this.close(), CLAIM_TIMEOUT_MS);
    const { signal } = this.unclaimed;
    signal.addEventListener('abort', () => clearTimeout(timer));
    globalThis.addEventListener('pagehide', () => this.close(), { signal });
  }

  /** The token of the session, also after its end; null before it is issued. */
  get issued(): StreamTokenResponse | null {
    return this.issuedToken;
  }

  /** Takes the token of the session. */
  holdToken(token: StreamTokenResponse): void {
    this.issuedToken = token;
    this.tokenIssued.resolve(token);
  }

  /**
   * Takes the preroll, or null if the token allows none. Its picture is shown immediately, above the one of the session,
   * until the first frame of the session.
   */
  holdPreroll(preroll: HlsPreroll | null): void {
    this.prerollDecided.resolve(preroll);
    if (!preroll || this.claimer) return;
    if (this.isClosed) return preroll.close();
    this.preroll = preroll;
    if (this.isPageEmpty) this.prerollVideo = new EarlyVideo(preroll.video, () => this.startable.resolve());
    void preroll.ended.then(() => this.closePreroll());
  }

  /**
   * Hands the session over once, to the player of this pit; null if there is none that is open. Buffered events are
   * forwarded after the caller has the session.
   */
  claim(pitId: number, listener: WhepListener): ClaimedSession | null {
    if (pitId !== this.pitId) this.close();
    this.unclaimed.abort();
    if (this.claimer || this.isClosed || !this.session) return null;
    this.claimer = listener;
    const events = this.buffered;
    this.buffered = [];
    queueMicrotask(() => events.forEach((event) => listener[event]?.()));
    const { session, earlyVideo } = this;
    this.earlyVideo = null;
    this.prerollVideo?.handOver();
    this.prerollVideo = this.preroll = null;
    const preroll = this.prerollDecided.promise.then((decided) => (decided?.isClosed ? null : decided));
    return { session, earlyVideo, token: this.tokenIssued.promise, preroll };
  }

  /** Closes the session unless a player has claimed it. */
  close(): void {
    this.unclaimed.abort();
    if (this.claimer || this.isClosed) return;
    this.finish();
    this.session?.close();
  }

  private insertVideo(session: WhepSession): void {
    this.earlyVideo = EarlyVideo.ofStream(session.stream, () => {
      this.startable.resolve();
      this.closePreroll();
    });
    // The preroll stays above it.
    if (this.preroll) document.body.append(this.preroll.video);
  }

  private finish(): void {
    this.isClosed = true;
    this.earlyVideo?.remove();
    this.earlyVideo = null;
    this.closePreroll();
  }

  private closePreroll(): void {
    this.preroll?.close();
    this.prerollVideo?.remove();
    this.prerollVideo = this.preroll = null;
    this.startable.resolve();
  }

  private forward(event: Progress): void {
    if (!this.preroll) this.startable.resolve();
    if (this.claimer) this.claimer[event]?.();
    else this.buffered.push(event);
  }
}

function deferred<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}
