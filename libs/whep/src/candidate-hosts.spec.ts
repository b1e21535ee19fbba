import { candidateHosts } from './candidate-hosts';

const SDP = [
  'v=0',
  'm=video 9 UDP/TLS/RTP/SAVPF 96',
  'a=candidate:3628985204 1 udp 2130706431 192.168.1.5 8189 typ host ufrag abc',
  'a=candidate:3628985204 2 udp 2130706431 192.168.1.5 8189 typ host ufrag abc',
  'a=candidate:1 1 tcp 1671430143 stream.example.org 8189 typ host tcptype passive',
  'a=candidate:2 1 udp 2130706431 2001:db8::1 8189 typ host',
  'a=end-of-candidates',
].join('\r\n');

describe('candidateHosts', () => {
  it('returns each address and name once', () => {
    expect(candidateHosts(SDP)).toEqual(['192.168.1.5', 'stream.example.org', '2001:db8::1']);
  });

  it('returns nothing without candidates', () => {
    expect(candidateHosts('v=0\r\na=candidate:odd\r\n')).toEqual([]);
  });
});
