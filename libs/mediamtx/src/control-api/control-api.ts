import { Exchange, type ControlApiCredential, type ControlApiOptions } from './exchange';
import { isAtLeast } from '../release';
import { HLS_SESSIONS_SINCE, type HlsSettings, hlsSettingsOf } from './hls-settings';
import { fieldsOf, instantOf, textOf } from './json-fields';
import { expectDone, jsonOf } from './lists';
import { PathConfigs } from './path-configs';
import { Paths } from './paths';
import { type ServerSettings, serverSettingsOf } from './server-settings';
import { Sessions } from './sessions';

/** Information that a media server reports about itself. */
export interface ServerInfo {
  /** `v1.20.1`; null before v1.15.2, which does not report it. */
  readonly version: string | null;
  /** When the process started; null before v1.15.2. */
  readonly started: Date | null;
  /** HLS settings; null before v1.18.0, where they are not read, and when they cannot be read. */
  readonly hls: HlsSettings | null;
}

/**
 * Client of the control API of one MediaMTX, v1.9.3 to v1.20.1. Hides the differences between releases. Every call fails
 * with `ControlApiProblem`, whose text never contains a source URL or a password.
 */
export class ControlApi {
  readonly paths: Paths;
  readonly pathConfigs: PathConfigs;
  readonly sessions: Sessions;
  private readonly exchange: Exchange;

  constructor(options: ControlApiOptions) {
    this.exchange = new Exchange(options);
    this.paths = new Paths(this.exchange);
    this.pathConfigs = new PathConfigs(this.exchange);
    this.sessions = new Sessions(this.exchange);
  }

  /** Reads version, start and HLS settings. A 404 comes from a release before v1.15.2, which counts as reachable. */
  async info(): Promise<ServerInfo> {
    const answer = await this.exchange.send('GET', 'info');
    if (answer.status === 404) return { version: null, started: null, hls: null };
    const body = fieldsOf(jsonOf('GET info', answer));
    const version = textOf(body['version']) || null;
    const hls = version === null ? null : await this.hlsSettings(version);
    return { version, started: instantOf(body['started']), hls };
  }

  /** Keeps two keys only, because the response contains secrets (MediaMTX contract §4). */
  private async hlsSettings(version: string): Promise<HlsSettings | null> {
    if (!isAtLeast(version, HLS_SESSIONS_SINCE)) return null;
    const answer = await this.exchange.send('GET', 'config/global/get');
    return answer.status === 200 ? hlsSettingsOf(jsonOf('GET config/global/get', answer)) : null;
  }

  /** Reads the clock of the media server, to the second; null when it is not in the response. */
  async clock(): Promise<Date | null> {
    return (await this.exchange.send('GET', 'info')).date;
  }

  /**
   * Reads the settings of the auth hook and of WebRTC. Drops the secrets in the response.
   * @param expected Credential that it should send to the auth hook.
   */
  async settings(expected: ControlApiCredential): Promise<ServerSettings> {
    const answer = await this.exchange.send('GET', 'config/global/get');
    return serverSettingsOf(jsonOf('GET config/global/get', answer), expected);
  }

  /**
   * JWT mode: discards the cached public keys, so that the media server downloads them at the next check. Fails with
   * `not-found` before v1.12.3 (MediaMTX contract §2). Has no effect in hook mode.
   */
  async refreshStreamKeys(): Promise<void> {
    const answer = await this.exchange.send('POST', 'auth/jwks/refresh');
    expectDone('POST auth/jwks/refresh', answer);
  }

  /** Closes idle connections. */
  close(): void {
    this.exchange.close();
  }
}
