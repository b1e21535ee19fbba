import { candidateFragment } from './candidate-fragment';

const OFFER = [
  'v=0',
  'm=video 9 UDP/TLS/RTP/SAVPF 96 97',
  'a=ice-ufrag:uf',
  'a=ice-pwd:pw',
  'a=mid:0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111',
  'a=ice-ufrag:uf',
  'a=ice-pwd:pw',
  'a=mid:1',
  '',
].join('\r\n');

describe('candidateFragment', () => {
  it('has the credentials once and each candidate in its media section', () => {
    const fragment = candidateFragment(OFFER, [
      { candidate: 'candidate:1', sdpMid: '0' },
      { candidate: 'candidate:2', sdpMid: '1' },
      { candidate: 'candidate:3', sdpMid: '0' },
    ]);
    expect(fragment.split('\r\n')).toEqual([
      'a=ice-ufrag:uf',
      'a=ice-pwd:pw',
      'm=video 9 UDP/TLS/RTP/SAVPF 96 97',
      'a=mid:0',
      'a=candidate:1',
      'a=candidate:3',
      'm=audio 9 UDP/TLS/RTP/SAVPF 111',
      'a=mid:1',
      'a=candidate:2',
      '',
    ]);
  });

  it('puts a candidate without a media id into the first section', () => {
    expect(candidateFragment(OFFER, [{ candidate: 'candidate:1', sdpMid: null }])).toContain('a=mid:0\r\n');
  });
});
