import { HookTally } from './hook-tally';

const ALLOWED = { allow: true, session: null } as const;
const EXPIRED = { allow: false, reason: 'token-expired' } as const;

describe('HookTally', () => {
  it('counts by what was asked and what was said, and only what there was', () => {
    const tally = new HookTally();
    const viewer = { action: 'read', protocol: 'webrtc' } as const;
    tally.answered(viewer, ALLOWED, 0.0004);
    tally.answered(viewer, ALLOWED, 0.0006);
    tally.answered(viewer, EXPIRED, 0.002);
    tally.answered({ action: 'playback', protocol: '' }, EXPIRED, 0.002);
    tally.answered({ action: 'publish', protocol: 'carrier-pigeon' }, ALLOWED, 0.001);
    tally.answered(null, { allow: false, reason: 'not-our-service' }, 0.0001);
    const read = tally.calls.map(({ labels, value }) => `${Object.values(labels ?? {}).join(' ')} ${value}`);
    expect(read.sort()).toEqual([
      'none none denied not-our-service 1',
      'playback none denied token-expired 1',
      'publish other allowed none 1',
      'read webrtc allowed none 2',
      'read webrtc denied token-expired 1',
    ]);
    expect(tally.durations.buckets.at(-1)).toEqual([Infinity, 6]);
    expect(tally.strangers).toBe(0);
  });

  it('holds no more for a client that makes up protocols', () => {
    const tally = new HookTally();
    for (let each = 0; each < 1000; each += 1)
      tally.answered({ action: 'read', protocol: `p${each}` }, EXPIRED, 0.001);
    expect(tally.calls).toEqual([
      {
        labels: { action: 'read', protocol: 'other', outcome: 'denied', reason: 'token-expired' },
        value: 1000,
      },
    ]);
  });
});
