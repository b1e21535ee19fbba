import type { StreamTokenResponse } from '@ppf/contracts';
import type Hls from 'hls.js';
import type { ErrorData, HlsConfig } from 'hls.js';
import { FrameMonitor } from './frame-monitor';
import { HlsAccess } from './hls-access';
import type { RequestToken, PlaybackStats, Playback, PlaybackListener } from './playback';
import { classifyHlsStatus, classifyTokenError, type PlaybackFailure } from '../state/playback-failure';

/** Another 401 or 404 within this time after a reload ends the playback, ms. */
const RELOAD_GUARD_MS = 3_000;

/**
 * Plays a stream over HLS. hls.js is loaded on demand. After a 401 or 404 in a running stream (expired token or session,
 * or a returned publisher) the stream is reloaded once with a new token (MediaMTX contract §6).
 */
export class HlsPlayback implements Playback {
  private readonly access: HlsAccess;
  private frames: FrameMonitor | null = null;
  private hls: Hls | null = null;
  private reloadedAt = -Infinity;
  private isReloading = false;
  private isClosed = false;
  private isNative = false;
  private bytes = 0;
  private lastSample = { at: performance.now(), frames: 0, bytes: 0 };

  constructor(
    private readonly video: HTMLVideoElement,
    requestToken: RequestToken,
    private readonly listener: PlaybackListener,
    private readonly keepStill: () => void = () => undefined,
  ) {
    this.access = new HlsAccess(requestToken, (token) => this.onRenewed(token));
    void this.open();
  }

  close(): void {
    this.finish();
  }

  stats(): Promise<PlaybackStats | null> {
    const now = { at: performance.now(), frames: shownFrames(this.video), bytes: this.bytes };
    const before = this.lastSample;
    this.lastSample = now;
    if (!this.video.videoWidth) return Promise.resolve(null);
    const seconds = Math.max((now.at - before.at) / 1000, 0.001);
    const latency = this.hls?.latency ?? 0;
    return Promise.resolve({
      width: this.video.videoWidth,
      height: this.video.videoHeight,
      fps: (now.frames - before.frames) / seconds,
      bitrate: ((now.bytes - before.bytes) * 8) / seconds,
      latencyMs: latency > 0 ? latency * 1000 : null,
    });
  }

  private async open(): Promise<void> {
    const [library, token] = await Promise.allSettled([import('hls.js'), this.access.renew()]);
    if (this.isClosed) return;
    if (library.status === 'rejected') return this.fail('browser');
    if (token.status === 'rejected') return this.fail(classifyTokenError(token.reason));
    this.frames = new FrameMonitor(
      this.video,
      async () => shownFrames(this.video),
      () => this.listener.onFrame(),
    );
    if (library.value.default.isSupported()) this.playWithHlsJs(library.value.default, token.value.hls_url);
    else this.playNatively(token.value);
    this.video.play().catch(() => undefined);
  }

  private playWithHlsJs(HlsJs: typeof Hls, url: string): void {
    const hls = new HlsJs(this.config());
    this.hls = hls;
    hls.on(HlsJs.Events.ERROR, (_, data) => this.onError(data));
    hls.on(HlsJs.Events.FRAG_LOADED, (_, { frag, part }) => (this.bytes += (part ?? frag).stats.loaded));
    hls.loadSource(url);
    hls.attachMedia(this.video);
  }

  /** No cookies: with `Access-Control-Allow-Origin: *` of MediaMTX the browser would reject the playlist. */
  private config(): Partial<HlsConfig> {
    return {
      enableWorker: false,
      lowLatencyMode: true,
      backBufferLength: 10,
      xhrSetup: (xhr, url) => {
        xhr.open('GET', url, true);
        const authorization = this.access.authorizationFor(url);
        if (authorization) xhr.setRequestHeader('Authorization', authorization);
      },
    };
  }

  /** Safari without MSE plays HLS natively and without custom headers, so the URL contains the token. */
  private playNatively(token: StreamTokenResponse): void {
    if (this.video.canPlayType('application/vnd.apple.mpegurl') === '') return this.fail('browser');
    this.isNative = true;
    this.video.onerror = () => this.fail('server-unreachable');
    this.video.src = nativeUrl(token);
  }

  /**
   * The browser keeps its URL, and up to v1.17.1 every playlist returns 401 once the token in the URL has expired.
   * Playback restarts with the new URL over the last frame, an interruption of less than a second.
   */
  private onRenewed(token: StreamTokenResponse): void {
    if (!this.isNative || token.hls_session) return;
    this.keepStill();
    this.video.src = nativeUrl(token);
    this.video.play().catch(() => undefined);
  }

  private onError(data: ErrorData): void {
    const status = data.response?.code ?? 0;
    const isRunning = !data.details.startsWith('manifest');
    if (isRunning && (status === 401 || status === 404)) return this.reload(status);
    if (!data.fatal) return;
    if (data.details.includes('Codec')) return this.fail('codec');
    this.fail(data.type === 'networkError' ? classifyHlsStatus(status) : 'browser');
  }

  private reload(status: number): void {
    if (this.isReloading) return;
    if (performance.now() - this.reloadedAt < RELOAD_GUARD_MS) return this.fail(classifyHlsStatus(status));
    this.isReloading = true;
    this.access.renew().then(
      ({ hls_url }) => {
        this.isReloading = false;
        this.reloadedAt = performance.now();
        if (!this.isClosed) this.hls?.loadSource(hls_url);
      },
      (error: unknown) => this.fail(classifyTokenError(error)),
    );
  }

  private fail(failure: PlaybackFailure): void {
    if (this.isClosed) return;
    this.finish();
    this.listener.onFailure(failure);
  }

  private finish(): void {
    this.isClosed = true;
    this.access.stop();
    this.frames?.stop();
    this.video.onerror = null;
    if (this.hls) this.hls.destroy();
    else this.video.removeAttribute('src');
    this.hls = null;
  }
}

function nativeUrl({ hls_url, token }: StreamTokenResponse): string {
  const url = new URL(hls_url, location.href);
  url.searchParams.set('token', token);
  return url.href;
}

function shownFrames(video: HTMLVideoElement): number {
  return video.getVideoPlaybackQuality?.().totalVideoFrames ?? 0;
}
