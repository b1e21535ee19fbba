/** @jest-environment node */
import { nextPartUrl, parseMultivariantPlaylist, parseMediaPlaylist } from './part-playlist';

/** Playlists of MediaMTX v1.20.1, shortened. */
const INDEX = `#EXTM3U
#EXT-X-VERSION:10
#EXT-X-INDEPENDENT-SEGMENTS

#EXT-X-STREAM-INF:BANDWIDTH=1010176,AVERAGE-BANDWIDTH=1000000,CODECS="avc1.42c01f",RESOLUTION=1280x720,FRAME-RATE=25.000
video1_stream.m3u8?session=5f9c
`;
const MEDIA = `#EXTM3U
#EXT-X-VERSION:10
#EXT-X-TARGETDURATION:4
#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-TARGET_LATENCY_S-BACK=0.50000,CAN-SKIP-UNTIL=24.00000
#EXT-X-PART-INF:PART-TARGET=0.20000
#EXT-X-MEDIA-SEQUENCE:3
#EXT-X-MAP:URI="a1_video1_init.mp4?session=5f9c"
#EXT-X-GAP
#EXTINF:4.00000,
gap.mp4
#EXT-X-PROGRAM-DATE-TIME:2026-11-25T10:00:00Z
#EXT-X-PART:DURATION=0.20000,URI="a1_video1_part0.mp4?session=5f9c",INDEPENDENT=YES
#EXT-X-PART:DURATION=0.20000,URI="a1_video1_part1.mp4?session=5f9c"
#EXTINF:0.40000,
a1_video1_seg7.mp4?session=5f9c
#EXT-X-PART:DURATION=0.20000,URI="a1_video1_part2.mp4?session=5f9c",INDEPENDENT=YES
#EXT-X-PART:DURATION=0.20000,URI="a1_video1_part3.mp4?session=5f9c"
#EXT-X-PRELOAD-HINT:TYPE=PART,URI="a1_video1_part4.mp4?session=5f9c"
`;
const BASE = 'http://media:8888/workshop-1/pit-1/index.m3u8?cookieCheck=1';
const at = (name: string) => `http://media:8888/workshop-1/pit-1/${name}?session=5f9c`;

describe('parseMultivariantPlaylist', () => {
  it('finds the codec and the media playlist', () => {
    expect(parseMultivariantPlaylist(INDEX, BASE)).toEqual({
      codec: 'avc1.42c01f',
      url: at('video1_stream.m3u8'),
    });
  });

  it.each([
    ['mp4a.40.2,avc1.42c01f', 'avc1.42c01f'],
    ['hvc1.1.6.L93.B0,opus', 'hvc1.1.6.L93.B0'],
  ])('finds the video among the codecs %s', (codecs, expected) => {
    expect(parseMultivariantPlaylist(INDEX.replace('avc1.42c01f', codecs), BASE)?.codec).toBe(expected);
  });

  it.each([
    ['a stream with audio only', INDEX.replace('avc1.42c01f', 'opus')],
    ['a media playlist', MEDIA],
    ['an HTML page', '<html></html>'],
    ['an empty response', ''],
  ])('finds no video in %s', (_, text) => {
    expect(parseMultivariantPlaylist(text, BASE)).toBeNull();
  });
});

describe('parseMediaPlaylist', () => {
  it('returns the parts from the newest key frame, and the part in progress', () => {
    expect(parseMediaPlaylist(MEDIA, at('video1_stream.m3u8'))).toEqual({
      init: at('a1_video1_init.mp4'),
      parts: [at('a1_video1_part2.mp4'), at('a1_video1_part3.mp4')],
      next: at('a1_video1_part4.mp4'),
    });
  });

  it('uses the previous segment if the newest one has no part yet', () => {
    const begun = MEDIA.replace(/#EXT-X-PART:[^\n]*part[23]\.[^\n]*\n/g, '').replace('part4', 'part2');
    expect(parseMediaPlaylist(begun, BASE)?.parts).toEqual([
      at('a1_video1_part0.mp4'),
      at('a1_video1_part1.mp4'),
    ]);
  });

  it('parses lines that end in CR LF', () => {
    expect(parseMediaPlaylist(MEDIA.replaceAll('\n', '\r\n'), BASE)?.parts).toHaveLength(2);
  });

  it.each([
    ['fMP4 without parts', MEDIA.replace(/#EXT-X-(PART|PRELOAD-HINT):[^\n]*\n/g, '')],
    ['parts without a key frame', MEDIA.replaceAll(',INDEPENDENT=YES', '')],
    ['a delta playlist', MEDIA.replace(/#EXT-X-MAP:[^\n]*/, '#EXT-X-SKIP:SKIPPED-SEGMENTS=3')],
    ['an ended stream', MEDIA.replace(/#EXT-X-PRELOAD-HINT:[^\n]*/, '#EXT-X-ENDLIST')],
    ['an empty response', ''],
  ])('rejects %s', (_, text) => {
    expect(parseMediaPlaylist(text, BASE)).toBeNull();
  });
});

describe('nextPartUrl', () => {
  it.each([
    [at('a1_video1_part9.mp4'), at('a1_video1_part10.mp4')],
    ['http://m/a_part0.mp4', 'http://m/a_part1.mp4'],
    ['http://m/a_part0.mp4?x=_part7.mp4', 'http://m/a_part1.mp4?x=_part7.mp4'],
    ['http://m/pit_part3/a_part4.mp4', 'http://m/pit_part3/a_part5.mp4'],
    ['http://m/a_seg4.mp4', null],
    ['http://m/chunk-4.mp4', null],
  ])('maps %s to %s', (url, next) => {
    expect(nextPartUrl(url)).toBe(next);
  });
});
