import { secret } from './kinds-of-setting';
import { concern } from './setting';

/** What operators watch the installation by. */
export class MonitoringConfig extends concern('Monitoring', {
  metricsToken: secret('METRICS_TOKEN', {
    bytes: 16,
    optional: true,
    about:
      'Who may read `GET /metrics` (Prometheus): whoever shows it as a bearer token. At least 16 bytes. Absent: there are no metrics.',
  }),
}) {}
