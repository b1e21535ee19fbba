import { MonitoringConfig } from './monitoring.config';
import { ConfigFaults, readSettings } from './read-settings';

describe('MonitoringConfig', () => {
  const read = (environment: Record<string, string>) => readSettings(environment, [MonitoringConfig])[0];

  it('measures and traces nothing without settings', () => {
    expect(read({})).toEqual({ metricsToken: null, tracesEndpoint: null, tracesHeaders: {}, tracedShare: 1 });
  });

  it('reads headers as OpenTelemetry writes them', () => {
    const { tracesHeaders } = read({ OTEL_EXPORTER_OTLP_HEADERS: 'a=b=c, authorization=Bearer%20x' });
    expect(tracesHeaders).toEqual({ a: 'b=c', authorization: 'Bearer x' });
  });

  it.each([
    ['METRICS_TOKEN', 'short'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://user:password@collector:4318'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'no-value'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'a b=c'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'a=%zz'],
    ['OTEL_TRACES_SAMPLER_ARG', '1.5'],
    ['OTEL_TRACES_SAMPLER_ARG', 'all'],
  ])('refuses %s=%s', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(ConfigFaults);
  });
});
