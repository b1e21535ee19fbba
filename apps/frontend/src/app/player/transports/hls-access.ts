import type { StreamTokenResponse } from '@ppf/contracts';
import type { RequestToken } from './playback';

/** Longest time before its expiry at which a token is renewed, s. */
const RENEWAL_LEAD_S = 15;
/** Delay after a failed renewal, ms. */
const RETRY_DELAY_MS = 2_000;

/**
 * The token of one HLS playback, renewed before it expires. Up to v1.17.1, MediaMTX checks it for every playlist and
 * segment (MediaMTX contract §6).
 */
export class HlsAccess {
  private token: StreamTokenResponse | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isStopped = false;

  /** @param onRenewed called with each token that was renewed before the expiry of the previous one */
  constructor(
    private readonly requestToken: RequestToken,
    private readonly onRenewed: (token: StreamTokenResponse) => void = () => undefined,
  ) {}

  /** Requests a new token for the same session. Later requests use it. Rejects with the error of the API. */
  async renew(): Promise<StreamTokenResponse> {
    clearTimeout(this.timer);
    const token = await this.requestToken(this.token ?? undefined);
    this.token = token;
    this.renewIn(Math.max(token.expires_in - RENEWAL_LEAD_S, token.expires_in / 2) * 1000);
    return token;
  }

  /** The `Authorization` header of a request; null for another origin, which must not receive the token. */
  authorizationFor(url: string): string | null {
    if (!this.token) return null;
    const sameOrigin =
      new URL(url, location.href).origin === new URL(this.token.hls_url, location.href).origin;
    return sameOrigin ? this.token.authorization : null;
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private renewIn(delayMs: number): void {
    clearTimeout(this.timer);
    // A failed renewal is not final: the server then returns 401, and the reload reports its own error.
    if (this.isStopped) return;
    this.timer = setTimeout(() => {
      this.renew().then(
        (token) => this.isStopped || this.onRenewed(token),
        () => this.renewIn(RETRY_DELAY_MS),
      );
    }, delayMs);
  }
}
