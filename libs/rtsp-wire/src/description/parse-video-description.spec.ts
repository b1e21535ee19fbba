import { parseVideoDescription } from './parse-video-description';

const HIKVISION = [
  'v=0',
  'm=audio 0 RTP/AVP 8',
  'a=control:trackID=2',
  'm=video 0 RTP/AVP 96',
  'b=AS:5000',
  'a=control:rtsp://192.168.1.64:554/Streaming/Channels/101/trackID=1',
  'a=rtpmap:96 H264/90000',
  'a=fmtp:96 profile-level-id=420029; packetization-mode=1; sprop-parameter-sets=Z00AKZpmA8ARPyzUBAQFAAADA+gAAMNQBA==,aO48gA==',
  'a=framerate:20.5',
  'm=application 0 RTP/AVP 107',
  'a=control:trackID=3',
].join('\r\n');

describe('parseVideoDescription', () => {
  it('parses the video track among other tracks', () => {
    const video = parseVideoDescription(HIKVISION);
    expect(video).toMatchObject({
      codec: 'H264',
      payloadType: 96,
      clockRate: 90_000,
      control: 'rtsp://192.168.1.64:554/Streaming/Channels/101/trackID=1',
      frameRate: 20.5,
    });
    expect(video?.format.get('sprop-parameter-sets')).toBe('Z00AKZpmA8ARPyzUBAQFAAADA+gAAMNQBA==,aO48gA==');
  });

  // RFC 4855 §3. FFmpeg 8.1.2 does not (findings/ffmpeg-fmtp-case.sh).
  it('parses the names of parameters in any case', () => {
    const video = parseVideoDescription(HIKVISION.replace('sprop-parameter-sets', 'Sprop-Parameter-Sets'));
    expect(video?.format.get('sprop-parameter-sets')).toBe('Z00AKZpmA8ARPyzUBAQFAAADA+gAAMNQBA==,aO48gA==');
  });

  // Descriptions that FFmpeg writes.
  it.each([
    ['H265', ['m=video 48462 RTP/AVP 96', 'a=rtpmap:96 H265/90000']],
    ['JPEG', ['m=video 49433 RTP/AVP 26', 'b=AS:200']],
    ['MP4V-ES', ['m=video 38215 RTP/AVP 96', 'b=AS:200', 'a=rtpmap:96 MP4V-ES/90000']],
  ])('parses the codec %s', (codec, lines) => {
    expect(parseVideoDescription(['v=0', ...lines, ''].join('\r\n'))?.codec).toBe(codec);
  });

  it('ignores the mapping of another payload type', () => {
    expect(parseVideoDescription('m=video 0 RTP/AVP 9\r\na=rtpmap:96 H264/90000\r\n')?.codec).toBe('UNKNOWN');
  });

  it.each([
    '',
    'v=0\r\n',
    'm=audio 0 RTP/AVP 8\r\n',
    'm=video\r\n',
    'm=video x RTP/AVP 96\r\n',
    'm=video 0 RTP/AVP',
  ])('finds no video in %p', (sdp) => {
    expect(parseVideoDescription(sdp)).toBeNull();
  });
});
