import type { StreamTokenResponse } from '@ppf/contracts';
import type Hls from 'hls.js';
import type { ErrorData, HlsConfig } from 'hls.js';
import { FrameWatch } from './frame-watch';
import { HlsAccess } from './hls-access';
import type { AskToken, PictureFigures, Playback, PlaybackListener } from './playback';
import { failureOfHls, failureOfToken, type PlaybackFailure } from './playback-failure';

/** A stream that answers 401 or 404 again so soon after a reload is gone, ms. */
const RELOAD_GUARD = 3_000;

/**
 * Shows a stream over HLS. hls.js is loaded only when it is needed. A 401 or 404 inside a stream (its token or session
 * has ended, or the publisher came back) is answered by one reload with a fresh token (MediaMTX contract §6).
 */
export class HlsPlayback implements Playback {
  private readonly access: HlsAccess;
  private frames: FrameWatch | null = null;
  private hls: Hls | null = null;
  private reloadedAt = -Infinity;
  private reloading = false;
  private over = false;
  private playsNatively = false;
  private bytes = 0;
  private measured = { at: performance.now(), frames: 0, bytes: 0 };

  constructor(
    private readonly video: HTMLVideoElement,
    askToken: AskToken,
    private readonly listener: PlaybackListener,
    private readonly keepStill: () => void = () => undefined,
  ) {
    this.access = new HlsAccess(askToken, (token) => this.onRenewed(token));
    void this.open();
  }

  close(): void {
    this.finish();
  }

  figures(): Promise<PictureFigures | null> {
    const now = { at: performance.now(), frames: shownFrames(this.video), bytes: this.bytes };
    const before = this.measured;
    this.measured = now;
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
    if (this.over) return;
    if (library.status === 'rejected') return this.fail('browser');
    if (token.status === 'rejected') return this.fail(failureOfToken(token.reason));
    this.frames = new FrameWatch(
      this.video,
      async () => shownFrames(this.video),
      () => this.listener.frame(),
    );
    if (library.value.default.isSupported()) this.playBy(library.value.default, token.value.hls_url);
    else this.playNatively(token.value);
    this.video.play().catch(() => undefined);
  }

  private playBy(library: typeof Hls, url: string): void {
    const hls = new library(this.config());
    this.hls = hls;
    hls.on(library.Events.ERROR, (_, data) => this.onError(data));
    hls.on(library.Events.FRAG_LOADED, (_, { frag, part }) => (this.bytes += (part ?? frag).stats.loaded));
    hls.loadSource(url);
    hls.attachMedia(this.video);
  }

  /** Cookies stay out: with MediaMTX's `Access-Control-Allow-Origin: *` the browser would refuse the playlist. */
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

  /** Safari without MSE plays by itself and sends no headers of ours, so the token goes into the URL. */
  private playNatively(token: StreamTokenResponse): void {
    if (this.video.canPlayType('application/vnd.apple.mpegurl') === '') return this.fail('browser');
    this.playsNatively = true;
    this.video.onerror = () => this.fail('server-unreachable');
    this.video.src = nativeUrl(token);
  }

  /**
   * The browser goes on with the URL that it has, and up to v1.17.1 each of its playlists would be 401 once that URL's
   * token has ended. It starts again with the new one, over the last frame: a stop of well under a second.
   */
  private onRenewed(token: StreamTokenResponse): void {
    if (!this.playsNatively || token.hls_session) return;
    this.keepStill();
    this.video.src = nativeUrl(token);
    this.video.play().catch(() => undefined);
  }

  private onError(data: ErrorData): void {
    const status = data.response?.code ?? 0;
    const inStream = !data.details.startsWith('manifest');
    if (inStream && (status === 401 || status === 404)) return this.reload(status);
    if (!data.fatal) return;
    if (data.details.includes('Codec')) return this.fail('codec');
    this.fail(data.type === 'networkError' ? failureOfHls(status) : 'browser');
  }

  private reload(status: number): void {
    if (this.reloading) return;
    if (performance.now() - this.reloadedAt < RELOAD_GUARD) return this.fail(failureOfHls(status));
    this.reloading = true;
    this.access.renew().then(
      ({ hls_url }) => {
        this.reloading = false;
        this.reloadedAt = performance.now();
        if (!this.over) this.hls?.loadSource(hls_url);
      },
      (error: unknown) => this.fail(failureOfToken(error)),
    );
  }

  private fail(failure: PlaybackFailure): void {
    if (this.over) return;
    this.finish();
    this.listener.failed(failure);
  }

  private finish(): void {
    this.over = true;
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
