import { secret, url } from './kinds-of-setting';
import { concern, setting, SettingFault } from './setting';

/** Metrics and traces for operators. */
export class MonitoringConfig extends concern('Monitoring', {
  metricsToken: secret('METRICS_TOKEN', {
    bytes: 16,
    optional: true,
    about: 'Bearer token for `GET /metrics` (Prometheus). At least 16 bytes. Absent: there are no metrics.',
  }),
  tracesEndpoint: url('OTEL_EXPORTER_OTLP_ENDPOINT', {
    protocols: ['http:', 'https:'],
    optional: true,
    about:
      'Receiver of traces of requests and their PostgreSQL statements, by OTLP over HTTP (a collector, Jaeger, Tempo). `/v1/traces` is appended. Absent: nothing is traced.',
  }),
  tracesHeaders: setting<Readonly<Record<string, string>>>('OTEL_EXPORTER_OTLP_HEADERS', {
    secret: true,
    default: '',
    defaultText: 'none',
    about: 'Headers that the receiver of traces requires, as `name=value,name=value`.',
    parse: parseHeaders,
  }),
  tracedShare: setting<number>('OTEL_TRACES_SAMPLER_ARG', {
    default: '1',
    about:
      'Share of requests that are traced, 0 to 1. A request that belongs to a trace follows the decision of that trace.',
    parse: (value) => {
      const share = Number(value);
      if (!/^[\d.]+$/.test(value) || !(share >= 0 && share <= 1))
        throw new SettingFault('must be a number from 0 to 1');
      return share;
    },
  }),
}) {}

function parseHeaders(value: string): Record<string, string> {
  try {
    return readHeaders(value);
  } catch {
    throw new SettingFault('must be like name=value,name=value');
  }
}

function readHeaders(value: string): Record<string, string> {
  const pairs = value.split(',').filter((each) => each.trim() !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      const name = pair.slice(0, at).trim();
      if (at < 1 || !/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw new Error();
      return [name, decodeURIComponent(pair.slice(at + 1).trim())];
    }),
  );
}
