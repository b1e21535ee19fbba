/** @jest-environment node */
import type { PublishKey } from '@ppf/contracts';
import { PUBLISHERS } from '../../../pits/camera/camera-entry';
import { pageUrlWithHost, publisherSettings, withHost } from './publisher-settings';

const key: PublishKey = {
  user: 'pit-7',
  key: 'b8Zk0vN2w8q7b1',
  publish_url: 'rtsp://pit-7:b8Zk0vN2w8q7b1@cameras.example.com:8554/workshop-1/pit-7',
  publish_url_with_query: 'rtsp://cameras.example.com:8554/workshop-1/pit-7?token=b8Zk0vN2w8q7b1',
  whip_url: 'https://cameras.example.com/webrtc/workshop-1/pit-7/whip',
  sub_whip_url: null,
  lan_hosts: null,
  sub_publish_url: null,
  sub_publish_url_with_query: null,
};

const local: PublishKey = {
  ...{ user: 'pit-1', key: 'k', lan_hosts: ['192.168.1.5'] },
  publish_url: 'rtsp://pit-1:k@127.0.0.1:8554/workshop-1/pit-1',
  publish_url_with_query: 'rtsp://127.0.0.1:8554/workshop-1/pit-1?token=k',
  whip_url: 'http://[::1]:8889/workshop-1/pit-1/whip',
  sub_publish_url: null,
  sub_publish_url_with_query: 'rtsp://localhost:8554/workshop-1/pit-1/sub?token=127.0.0.1',
  sub_whip_url: null,
};

describe('an address with another host', () => {
  it('keeps the key, the port and the path', () => {
    expect(withHost(local, '192.168.1.5')).toEqual({
      ...local,
      publish_url: 'rtsp://pit-1:k@192.168.1.5:8554/workshop-1/pit-1',
      publish_url_with_query: 'rtsp://192.168.1.5:8554/workshop-1/pit-1?token=k',
      whip_url: 'http://192.168.1.5:8889/workshop-1/pit-1/whip',
      sub_publish_url_with_query: 'rtsp://192.168.1.5:8554/workshop-1/pit-1/sub?token=127.0.0.1',
    });
  });
});

describe('the page at another host', () => {
  it.each([
    ['http:', '3000', 'http://192.168.1.5:3000'],
    ['http:', '23000', 'http://192.168.1.5:23000'],
    ['http:', '', 'http://192.168.1.5'],
    ['https:', '8443', 'https://192.168.1.5:8443'],
  ])('keeps its scheme %s and port %s', (protocol, port, url) => {
    expect(pageUrlWithHost({ protocol, port }, '192.168.1.5')).toBe(url);
  });
});

describe('publisherSettings', () => {
  it.each(PUBLISHERS)('contain the key for %s, and the address of the QR code', (publisher) => {
    const { lines, address } = publisherSettings(publisher, key);
    expect(lines.some(({ text }) => text.includes(key.key))).toBe(true);
    if (address !== null) expect(address).toContain(key.key);
    expect(new Set(lines.map(({ label }) => label)).size).toBe(lines.length);
  });

  it('have the key of an ESP32 in the query, because it cannot respond to a challenge', () => {
    const { lines, address } = publisherSettings('esp32-cam', key);
    expect(address).toBe(key.publish_url_with_query);
    for (const { text } of lines) expect(text).not.toContain('@');
  });

  it('have the key of a WHIP encoder as its bearer token and never in the URL', () => {
    const { lines, address } = publisherSettings('whip', key);
    expect(address).toBeNull();
    expect(lines).toContainEqual({ label: 'Bearer token', text: key.key });
    for (const { text } of lines) expect(text).not.toMatch(new RegExp(`https?:\\S*${key.key}`));
  });

  it('have no FFmpeg command for WHIP, because FFmpeg 8.1.2 tries only the first candidate of MediaMTX', () => {
    const { lines, notes } = publisherSettings('whip', key);
    expect(lines.map(({ text }) => text).join('\n')).not.toContain('ffmpeg');
    expect(notes.join('\n')).toContain('With FFmpeg, publish over RTSP.');
  });

  it('have a key of JWT mode in the address only, because few publishers accept such a long password', () => {
    const publish_url = `rtsp://h/p?jwt=${'x'.repeat(400)}`;
    const long = { ...key, publish_url, publish_url_with_query: publish_url };
    expect(publisherSettings('other', long).lines).toEqual([
      { label: 'Address with the key', text: publish_url },
    ]);
  });

  it.each(['ffmpeg', 'gstreamer'] as const)(
    'make %s publish what browsers play: no B-frames, over TCP, and the address in quotes',
    (publisher) => {
      const [first] = publisherSettings(publisher, key).lines;
      expect(first?.text).toMatch(/profile[= :]*(v )?baseline/);
      expect(first?.text).toContain('tcp');
      expect(first?.text).toContain(`"${key.publish_url}"`);
    },
  );

  it.each([
    ['ffmpeg', /2040 × 2040.*-huffman default.*publishes nothing.*modulo 2048/],
    ['gstreamer', /2040 × 2040.*without their size/],
  ] as const)('name the limits of MJPEG for %s', (publisher, text) =>
    expect(publisherSettings(publisher, key).notes.join(' ')).toMatch(text),
  );

  it.each(PUBLISHERS)('end, for %s with a second stream, with its address', (publisher) => {
    const both = {
      ...key,
      sub_publish_url: 'rtsp://u:k@h/p/sub',
      sub_publish_url_with_query: 'rtsp://h/p/sub?token=k',
      sub_whip_url: 'https://h/p/sub/whip',
    };
    expect(publisherSettings(publisher, both).lines.at(-1)?.text).toMatch(/\/sub/);
  });
});
