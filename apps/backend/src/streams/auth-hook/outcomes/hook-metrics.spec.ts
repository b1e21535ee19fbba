import { Metrics } from '../../../platform/observability/metrics/metrics';
import { HookMetrics } from './hook-metrics';

const ALLOWED = { allow: true, session: null } as const;
const EXPIRED = { allow: false, reason: 'token-expired' } as const;

describe('HookMetrics', () => {
  it('counts calls by action, protocol, outcome and reason, and leaves out combinations without a call', () => {
    const metrics = new HookMetrics(new Metrics());
    const viewer = { action: 'read', protocol: 'webrtc' } as const;
    metrics.countAnswer(viewer, ALLOWED, 0.0004);
    metrics.countAnswer(viewer, ALLOWED, 0.0006);
    metrics.countAnswer(viewer, EXPIRED, 0.002);
    metrics.countAnswer({ action: 'playback', protocol: '' }, EXPIRED, 0.002);
    metrics.countAnswer({ action: 'publish', protocol: 'carrier-pigeon' }, ALLOWED, 0.001);
    metrics.countAnswer(null, { allow: false, reason: 'not-our-service' }, 0.0001);
    const read = metrics.calls.map(
      ({ labels, value }) => `${Object.values(labels ?? {}).join(' ')} ${value}`,
    );
    expect(read.sort()).toEqual([
      'none none denied not-our-service 1',
      'playback none denied token-expired 1',
      'publish other allowed none 1',
      'read webrtc allowed none 2',
      'read webrtc denied token-expired 1',
    ]);
    expect(metrics.durations.buckets.at(-1)).toEqual([Infinity, 6]);
    expect(metrics.unauthenticatedCalls).toBe(0);
  });

  it('counts protocols that a client invents under one label', () => {
    const metrics = new HookMetrics(new Metrics());
    for (let each = 0; each < 1000; each += 1)
      metrics.countAnswer({ action: 'read', protocol: `p${each}` }, EXPIRED, 0.001);
    expect(metrics.calls).toEqual([
      {
        labels: { action: 'read', protocol: 'other', outcome: 'denied', reason: 'token-expired' },
        value: 1000,
      },
    ]);
  });
});
