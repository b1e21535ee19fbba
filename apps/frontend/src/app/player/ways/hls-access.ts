import type { StreamTokenResponse } from '@ppf/contracts';
import type { AskToken } from './playback';

/** How long before its end a token is replaced, at most, s. */
const RENEW_BEFORE_END = 15;
/** When to ask again after a renewal failed, ms. */
const RENEW_RETRY = 2_000;

/**
 * The token of one HLS playback, renewed before it ends: up to v1.17.1 MediaMTX asks for it on every playlist and
 * segment (MediaMTX contract §6).
 */
export class HlsAccess {
  private token: StreamTokenResponse | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private over = false;

  /** @param onRenewed comes with each token that replaced one before its end */
  constructor(
    private readonly askToken: AskToken,
    private readonly onRenewed: (token: StreamTokenResponse) => void = () => undefined,
  ) {}

  /** A fresh token for the same session, which also goes on requests from now on. Throws what the API throws. */
  async renew(): Promise<StreamTokenResponse> {
    clearTimeout(this.timer);
    const token = await this.askToken(this.token ?? undefined);
    this.token = token;
    this.renewIn(Math.max(token.expires_in - RENEW_BEFORE_END, token.expires_in / 2) * 1000);
    return token;
  }

  /** The header value for a request, or null for a host that must not see it. */
  authorizationFor(url: string): string | null {
    if (!this.token) return null;
    const sameOrigin =
      new URL(url, location.href).origin === new URL(this.token.hls_url, location.href).origin;
    return sameOrigin ? this.token.authorization : null;
  }

  stop(): void {
    this.over = true;
    clearTimeout(this.timer);
  }

  private renewIn(wait: number): void {
    clearTimeout(this.timer);
    // A failed renewal is not the end: the server says so by 401, and the reload then asks with an error that is told.
    if (this.over) return;
    this.timer = setTimeout(() => {
      this.renew().then(
        (token) => this.over || this.onRenewed(token),
        () => this.renewIn(RENEW_RETRY),
      );
    }, wait);
  }
}
