import { type SessionItem } from '@ppf/mediamtx';
import { ByteTally } from './byte-tally';

const item = (id: string, bytesSent: number) => ({ id, bytesSent }) as SessionItem;

describe('ByteTally', () => {
  it('adds up what carried a session one after the other', () => {
    const tally = new ByteTally();
    expect(tally.count('a', [item('hls', 100)], 0)).toBe(100);
    expect(tally.count('a', [item('hls', 150), item('webrtc', 10)], 100)).toBe(160);
    expect(tally.count('a', [item('webrtc', 500)], 160)).toBe(650);
    expect(tally.take('a')).toBe(650);
    expect(tally.take('a')).toBeUndefined();
  });

  it('goes on from what another process recorded, and counts nothing twice', () => {
    const tally = new ByteTally();
    expect(tally.count('a', [item('webrtc', 400)], 300)).toBe(400);
    expect(tally.count('b', [item('webrtc', 50)], 300)).toBe(300);
    expect(tally.count('b', [item('webrtc', 80)], 300)).toBe(330);
  });

  it('does not fall when a counter does', () => {
    const tally = new ByteTally();
    tally.count('a', [item('webrtc', 400)], 0);
    expect(tally.count('a', [item('webrtc', 5)], 400)).toBe(400);
  });
});
