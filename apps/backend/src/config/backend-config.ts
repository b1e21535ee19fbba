import { AlertsConfig } from './alerts.config';
import { AuthConfig, SealingConfig } from './auth.config';
import { BackupConfig } from './backup.config';
import { CamerasConfig } from './cameras.config';
import { DatabaseConfig } from './database.config';
import { HistoryConfig } from './history.config';
import { HttpConfig, ProcessConfig } from './http.config';
import { MediamtxConfig } from './mediamtx.config';
import { MonitoringConfig } from './monitoring.config';
import { ConfigFaults, type InstancesOf, readSettings } from './read-settings';
import type { Environment, Setting } from './setting';
import { QuotasConfig } from './quotas.config';
import { StreamsConfig } from './streams.config';

/** Every concern in the order of the reference page. */
export const CONCERNS = [
  HttpConfig,
  ProcessConfig,
  DatabaseConfig,
  AuthConfig,
  SealingConfig,
  StreamsConfig,
  QuotasConfig,
  MediamtxConfig,
  CamerasConfig,
  HistoryConfig,
  AlertsConfig,
  BackupConfig,
  MonitoringConfig,
] as const;

/** The settings of the whole backend, each concern an instance of its class. */
export type BackendConfig = InstancesOf<typeof CONCERNS>;

/** The settings of one concern. */
export function settingsOf<T>(config: BackendConfig, concern: new (values: never) => T): T {
  const found = config.find((each) => each instanceof concern);
  if (!found) throw new Error(`${concern.name} is not among the concerns.`);
  return found as T;
}

/** Settings that can come from a file. */
export const SECRET_NAMES: readonly string[] = CONCERNS.flatMap((each) =>
  Object.values<Setting<unknown>>(each.settings),
)
  .filter((each) => each.secret)
  .map((each) => each.name);

/**
 * Parses all settings and checks those that depend on one another.
 * @throws ConfigFaults
 */
export function readBackendConfig(environment: Environment): BackendConfig {
  const faults: string[] = [];
  let config: BackendConfig | undefined;
  try {
    config = readSettings(environment, CONCERNS);
  } catch (error) {
    if (!(error instanceof ConfigFaults)) throw error;
    faults.push(...error.faults);
  }
  faults.push(...faultsBetween(environment));
  if (faults.length > 0 || !config) throw new ConfigFaults(faults);
  return config;
}

/** Faults of settings in combination. */
function faultsBetween(environment: Environment): string[] {
  const faults: string[] = [];
  if (environment['NODE_ENV'] === 'production' && environment['MEDIAMTX_SIMULATED'] === 'true')
    faults.push('MEDIAMTX_SIMULATED must not be true in production: the simulator is for demos and tests.');
  const streamSecret = environment['STREAM_TOKEN_SECRET'];
  if (streamSecret && streamSecret === environment['ACCESS_TOKEN_SECRET'])
    faults.push('STREAM_TOKEN_SECRET must differ from ACCESS_TOKEN_SECRET.');
  if (environment['MEDIAMTX_AUTH'] === 'jwt' && !environment['STREAM_TOKEN_KEY'])
    faults.push(
      'STREAM_TOKEN_KEY is missing, and MEDIAMTX_AUTH=jwt requires it: `openssl genpkey -algorithm ed25519` generates one.',
    );
  if (Boolean(environment['SMTP_URL']) !== Boolean(environment['ALERT_FROM']))
    faults.push('SMTP_URL and ALERT_FROM are set together or not at all.');
  if (Boolean(environment['ADMIN_EMAIL']) !== Boolean(environment['ADMIN_PASSWORD']))
    faults.push('ADMIN_EMAIL and ADMIN_PASSWORD are set together or not at all.');
  return faults;
}
