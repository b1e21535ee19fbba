import type { PublishKey } from '@ppf/contracts';
import type { Sender } from '../../pits/camera/camera-entry';

/** A text to be set at a sender, or to be run there. */
export interface PushLine {
  /** Where it goes. */
  readonly label: string;
  readonly text: string;
}

/** What is set at a sender, with its key in it, and what else to know. */
export interface PushLines {
  readonly lines: readonly PushLine[];
  /** The address that a QR code holds; null: the key is no part of it, so a code would not help. */
  readonly address: string | null;
  readonly notes: readonly string[];
}

/** H.264 that every browser shows live: no B-frames, a key frame each second (MediaMTX contract §12). */
const KEY_FRAMES = '-force_key_frames "expr:gte(t,n_forced)"';
const FFMPEG_CODING = `-c:v libx264 -profile:v baseline -preset veryfast -tune zerolatency -pix_fmt yuv420p ${KEY_FRAMES}`;
const GSTREAMER_CODING =
  'x264enc tune=zerolatency speed-preset=veryfast bframes=0 key-int-max=25 ! video/x-h264,profile=baseline';

/** The key with another host in its addresses. */
export function keyAt(key: PublishKey, host: string): PublishKey {
  const moved = <T extends string | null>(url: T): T =>
    (url === null ? null : url.replace(/^([a-z]+:\/\/(?:[^@/]*@)?)(?:\[[^\]]*\]|[^:/?]+)/, `$1${host}`)) as T;
  return {
    ...key,
    publish_url: moved(key.publish_url),
    publish_url_with_query: moved(key.publish_url_with_query),
    whip_url: moved(key.whip_url),
    sub_publish_url: moved(key.sub_publish_url),
    sub_publish_url_with_query: moved(key.sub_publish_url_with_query),
    sub_whip_url: moved(key.sub_whip_url),
  };
}

/** The page's own origin with another host: the scheme and port stay. */
export function pageUrlAt({ protocol, port }: Pick<Location, 'protocol' | 'port'>, host: string): string {
  return `${protocol}//${host}${port === '' ? '' : `:${port}`}`;
}

/** The exact lines for a sender; the second stream's address last, where it has one. */
export function pushLines(sender: Sender, key: PublishKey): PushLines {
  const main = mainLines(sender, key);
  const sub = subAddress(sender, key);
  return sub === null
    ? main
    : { ...main, lines: [...main.lines, { label: 'Second, smaller stream', text: sub }] };
}

function subAddress(sender: Sender, key: PublishKey): string | null {
  if (sender === 'whip') return key.sub_whip_url;
  return sender === 'esp32-cam' ? key.sub_publish_url_with_query : key.sub_publish_url;
}

function mainLines(sender: Sender, key: PublishKey): PushLines {
  const url = key.publish_url;
  const bare: PushLine = { label: 'Address with the key', text: url };
  switch (sender) {
    case 'esp32-cam':
      return {
        address: key.publish_url_with_query,
        lines: [
          { label: 'Address with the key', text: key.publish_url_with_query },
          {
            label: 'In the sketch',
            text: `const char *RTSP_URL = "${key.publish_url_with_query}";`,
          },
        ],
        notes: [
          'The key is part of the address: an ESP32 cannot answer when a server asks for a password.',
          'Scan the code with a phone to send the address to the computer that flashes the camera.',
        ],
      };
    case 'ffmpeg':
      return {
        address: url,
        lines: [
          {
            label: 'From a USB camera on Linux',
            text: `ffmpeg -f v4l2 -i /dev/video0 -an ${FFMPEG_CODING} -f rtsp -rtsp_transport tcp "${url}"`,
          },
          {
            label: 'From another stream that is H.264 already',
            text: `ffmpeg -rtsp_transport tcp -i "rtsp://CAMERA" -an -c:v copy -f rtsp -rtsp_transport tcp "${url}"`,
          },
          bare,
        ],
        notes: [
          'Replace what follows -i by what you have: /dev/video0 is the first USB camera.',
          'Motion JPEG works up to 2040 × 2040 pixels and needs “-huffman default”: without it FFmpeg logs an error and sends nothing. A wider picture is sent with its width modulo 2048, without a warning.',
        ],
      };
    case 'obs':
      return {
        address: url,
        lines: [
          { label: 'File path or URL', text: url },
          { label: 'Container format', text: 'rtsp' },
          { label: 'Muxer settings', text: 'rtsp_transport=tcp' },
          { label: 'Video encoder settings', text: 'profile=baseline bf=0 tune=zerolatency' },
        ],
        notes: [
          'Settings → Output → Output Mode: Advanced → Recording → Type: Custom Output (FFmpeg), Output to URL.',
          'Video encoder: libx264, and a keyframe interval of as many frames as OBS makes in a second.',
          'Start Recording is what sends.',
        ],
      };
    case 'gstreamer':
      return {
        address: url,
        lines: [
          {
            label: 'From a USB camera on Linux',
            text: `gst-launch-1.0 -e v4l2src ! videoconvert ! ${GSTREAMER_CODING} ! rtspclientsink protocols=tcp location="${url}"`,
          },
          bare,
        ],
        notes: [
          'rtspclientsink is part of the package gstreamer1.0-rtsp.',
          'Motion JPEG works up to 2040 × 2040 pixels. GStreamer sends a larger picture without its size, so it cannot be re-encoded here.',
        ],
      };
    case 'whip':
      return {
        address: null,
        lines: [
          { label: 'Server URL', text: key.whip_url },
          { label: 'Bearer token', text: key.key },
          {
            label: 'FFmpeg 8, from a USB camera on Linux',
            text: `ffmpeg -f v4l2 -i /dev/video0 -an ${FFMPEG_CODING} -f whip -authorization "${key.key}" "${key.whip_url}"`,
          },
        ],
        notes: [
          'In OBS 30 or later: Settings → Stream → Service: WHIP. Set B-frames to 0 and the keyframe interval to 1 s.',
          'The encoder needs UDP or TCP port 8189 of the media server, as viewers do.',
        ],
      };
    case 'other':
      return {
        address: url,
        lines: [
          bare,
          // A key of JWT mode is too long for the password of most senders: it goes into the address only.
          ...(url === key.publish_url_with_query
            ? []
            : [
                { label: 'User', text: key.user },
                { label: 'Key, as the password', text: key.key },
                { label: 'For a sender that cannot sign in', text: key.publish_url_with_query },
              ]),
        ],
        notes: [
          'It sends by RTSP, over TCP where that can be chosen: H.264 without B-frames, a key frame each second.',
        ],
      };
  }
}
