import { replaceCandidateHost, offeredHosts } from './offered-hosts';

const ANSWER = [
  'v=0',
  'a=candidate:1 1 udp 2130706431 127.0.0.1 8189 typ host',
  'a=end-of-candidates',
  '',
].join('\r\n');

describe('the offered hosts', () => {
  it('are this machine and the additional hosts', () => {
    const set = (webrtcIPsFromInterfaces: boolean, webrtcAdditionalHosts: string[]) =>
      offeredHosts({ webrtcIPsFromInterfaces, webrtcAdditionalHosts }, '127.0.0.1');
    expect(set(true, [])).toEqual(['127.0.0.1']);
    expect(set(true, ['192.0.2.1'])).toEqual(['127.0.0.1', '192.0.2.1']);
    expect(set(false, ['192.0.2.1'])).toEqual(['192.0.2.1']);
  });

  it('replace the host of every candidate in the SDP answer', () => {
    expect(replaceCandidateHost(ANSWER, '127.0.0.1', ['127.0.0.1'])).toBe(ANSWER);
    expect(replaceCandidateHost(ANSWER, '127.0.0.1', ['192.0.2.1', 'stream.example.org'])).toBe(
      [
        'v=0',
        'a=candidate:1 1 udp 2130706431 192.0.2.1 8189 typ host',
        'a=candidate:1 1 udp 2130706431 stream.example.org 8189 typ host',
        'a=end-of-candidates',
        '',
      ].join('\r\n'),
    );
  });
});
