import { Exchange, type ControlApiCredential, type ControlApiOptions } from './exchange';
import { isAtLeast } from '../release';
import { HLS_SESSIONS_SINCE, type HlsSettings, hlsSettingsOf } from './hls-settings';
import { fieldsOf, instantOf, textOf } from './json-fields';
import { expectDone, jsonOf } from './lists';
import { PathConfigs } from './path-configs';
import { Paths } from './paths';
import { type ServerSettings, serverSettingsOf } from './server-settings';
import { Sessions } from './sessions';

/** What a server says of itself. */
export interface ServerInfo {
  /** `v1.20.1`; null before v1.15.2, which does not tell. */
  readonly version: string | null;
  /** When the process started; null before v1.15.2. */
  readonly started: Date | null;
  /** How it serves HLS; null before v1.18.0, which is not asked, and where it does not tell. */
  readonly hls: HlsSettings | null;
}

/**
 * Control API of one MediaMTX, v1.9.3 to v1.20.1: the differences between releases end here. Every call fails with
 * `ControlApiProblem`, whose text never holds a source URL or a password.
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

  /** Version, start and HLS; a 404 comes from a release before v1.15.2, which is there all the same. */
  async info(): Promise<ServerInfo> {
    const answer = await this.exchange.send('GET', 'info');
    if (answer.status === 404) return { version: null, started: null, hls: null };
    const body = fieldsOf(jsonOf('GET info', answer));
    const version = textOf(body['version']) || null;
    const hls = version === null ? null : await this.hlsSettings(version);
    return { version, started: instantOf(body['started']), hls };
  }

  /** Read for two keys only: the whole answer holds secrets (MediaMTX contract §4), which end here. */
  private async hlsSettings(version: string): Promise<HlsSettings | null> {
    if (!isAtLeast(version, HLS_SESSIONS_SINCE)) return null;
    const answer = await this.exchange.send('GET', 'config/global/get');
    return answer.status === 200 ? hlsSettingsOf(jsonOf('GET config/global/get', answer)) : null;
  }

  /** What its clock shows, to the second; null where it does not tell. */
  async clock(): Promise<Date | null> {
    return (await this.exchange.send('GET', 'info')).date;
  }

  /**
   * Whom it asks and how WebRTC reaches it. The whole answer holds secrets, which end here.
   * @param expected What it is to show its hook.
   */
  async settings(expected: ControlApiCredential): Promise<ServerSettings> {
    const answer = await this.exchange.send('GET', 'config/global/get');
    return serverSettingsOf(jsonOf('GET config/global/get', answer), expected);
  }

  /**
   * JWT mode: drops the public keys that the server keeps, so that it fetches them at the next check; `not-found` before
   * v1.12.3 (MediaMTX contract §2). Nothing happens in hook mode.
   */
  async refreshStreamKeys(): Promise<void> {
    const answer = await this.exchange.send('POST', 'auth/jwks/refresh');
    expectDone('POST auth/jwks/refresh', answer);
  }

  /** Closes the kept connections. */
  close(): void {
    this.exchange.close();
  }
}
