import { type SessionItem } from '@ppf/mediamtx';
import { ByteCounter } from './byte-counter';

const item = (id: string, bytesSent: number) => ({ id, bytesSent }) as SessionItem;

describe('ByteCounter', () => {
  it('adds up the media sessions that carried a viewing session one after the other', () => {
    const counter = new ByteCounter();
    expect(counter.count('a', [item('hls', 100)], 0)).toBe(100);
    expect(counter.count('a', [item('hls', 150), item('webrtc', 10)], 100)).toBe(160);
    expect(counter.count('a', [item('webrtc', 500)], 160)).toBe(650);
    expect(counter.take('a')).toBe(650);
    expect(counter.take('a')).toBeUndefined();
  });

  it('continues from the bytes that another process recorded, and counts nothing twice', () => {
    const counter = new ByteCounter();
    expect(counter.count('a', [item('webrtc', 400)], 300)).toBe(400);
    expect(counter.count('b', [item('webrtc', 50)], 300)).toBe(300);
    expect(counter.count('b', [item('webrtc', 80)], 300)).toBe(330);
  });

  it('does not decrease when the media server’s count does', () => {
    const counter = new ByteCounter();
    counter.count('a', [item('webrtc', 400)], 0);
    expect(counter.count('a', [item('webrtc', 5)], 400)).toBe(400);
  });
});
