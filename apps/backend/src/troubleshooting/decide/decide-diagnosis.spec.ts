import type { PitFacts } from '../facts/pit-facts';
import { ago, GONE, LIVE, pushes, sees, tested, WELL, withServer } from '../../testing/pit-scenarios';
import { decideDiagnosis } from './decide-diagnosis';

describe('decideDiagnosis', () => {
  it('reports WebRTC findings as warnings while HLS plays', () => {
    const facts = { ...WELL, ...sees({ state: 'live', transport: 'hls', webrtc: 'no-connection' }) };
    expect(decideDiagnosis(facts, 'owner').verdict).toMatchObject({
      code: 'udp-blocked',
      severity: 'warning',
    });
  });

  it('prefers an error to an earlier warning', () => {
    const warned = { test: tested('video', 'long-key-frame-interval'), ...sees({ webrtc: 'no-connection' }) };
    expect(decideDiagnosis({ ...WELL, ...warned }, 'owner').verdict?.code).toBe('udp-blocked');
  });

  it('does not reach steps after a failed one, unless they work', () => {
    const off = { test: tested('reach', 'unreachable'), ...GONE, player: null };
    const { steps } = decideDiagnosis({ ...WELL, ...off }, 'owner');
    expect(steps.map(({ step, state }) => [step, state])).toEqual([
      ['camera', 'fault'],
      ['sign-in', 'not-reached'],
      ['video', 'not-reached'],
      ['media-server', 'ok'],
      ['hook', 'ok'],
      ['stream', 'not-reached'],
      ['webrtc', 'ok'],
      ['browser', 'not-reached'],
    ]);
  });

  it('has the fix for the reader who can apply it, and a contact for others', () => {
    const fix = (facts: Partial<PitFacts>, role: 'operator' | 'owner' | 'staff') =>
      decideDiagnosis({ ...WELL, ...facts }, role).verdict?.fix;
    const down = { ...withServer({ reachability: 'refused' as const }), ...GONE };
    expect(fix(down, 'operator')).toMatch(/systemctl/);
    expect(fix(down, 'owner')).toMatch(/^Contact the operator/);
    const wrong = { test: tested('describe', 'wrong-password'), ...GONE };
    expect(fix(wrong, 'owner')).toMatch(/^Check both in the camera/);
    expect(fix(wrong, 'staff')).toMatch(/^Ask the owner of the workshop: Check both/);
  });

  it('contains no received text', () => {
    const strayPublish = { at: ago(5), path: 'x/<script>secret' };
    const codec = { sourceStream: { ...LIVE, codec: '<b>secret' }, ...sees({}) };
    for (const facts of [pushes({ strayPublish }), { ...pushes({}), ...codec }])
      expect(JSON.stringify(decideDiagnosis({ ...WELL, ...facts }, 'operator'))).not.toContain('<');
  });
});
