import type { PitFacts } from '../facts/pit-facts';
import { ago, GONE, LIVE, pushes, sees, tested, WELL, withServer } from '../../testing/pit-scenarios';
import { decideDiagnosis } from './decide-diagnosis';

describe('a diagnosis', () => {
  it('says a picture by HLS in addresses of WebRTC is a warning', () => {
    const facts = { ...WELL, ...sees({ state: 'live', transport: 'hls', webrtc: 'no-connection' }) };
    expect(decideDiagnosis(facts, 'owner').verdict).toMatchObject({
      code: 'udp-blocked',
      severity: 'warning',
    });
  });

  it('puts an error before a warning that stands earlier in the chain', () => {
    const warned = { test: tested('video', 'long-key-frame-interval'), ...sees({ webrtc: 'no-connection' }) };
    expect(decideDiagnosis({ ...WELL, ...warned }, 'owner').verdict?.code).toBe('udp-blocked');
  });

  it('leaves steps that rest on a faulty one open, and shows what works all the same', () => {
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

  it('tells the one who can mend it how, and the others whom to tell', () => {
    const fix = (facts: Partial<PitFacts>, role: 'super_admin' | 'owner' | 'staff') =>
      decideDiagnosis({ ...WELL, ...facts }, role).verdict?.fix;
    const down = { ...withServer({ reachability: 'refused' as const }), ...GONE };
    expect(fix(down, 'super_admin')).toMatch(/systemctl/);
    expect(fix(down, 'owner')).toMatch(/^Tell the operator/);
    const wrong = { test: tested('describe', 'wrong-password'), ...GONE };
    expect(fix(wrong, 'owner')).toMatch(/^Check both in the camera/);
    expect(fix(wrong, 'staff')).toMatch(/^Tell the owner of the workshop: Check both/);
  });

  it('repeats nothing that was received', () => {
    const strayPublish = { at: ago(5), path: 'x/<script>secret' };
    const codec = { sourceStream: { ...LIVE, codec: '<b>secret' }, ...sees({}) };
    for (const facts of [pushes({ strayPublish }), { ...pushes({}), ...codec }])
      expect(JSON.stringify(decideDiagnosis({ ...WELL, ...facts }, 'super_admin'))).not.toContain('<');
  });
});
