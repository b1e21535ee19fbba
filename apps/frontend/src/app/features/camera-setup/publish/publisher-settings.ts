import type { PublishKey } from '@ppf/contracts';
import type { Publisher } from '../../../pits/camera/camera-entry';
import { text } from '../texts/text';

/** A value to enter in a publisher, or a command to run there. */
export interface PublisherSetting {
  /** Name of the setting. */
  readonly label: string;
  readonly text: string;
}

/** The settings of a publisher, with its key, and notes. */
export interface PublisherSettings {
  readonly lines: readonly PublisherSetting[];
  /** The address for a QR code; null: the key is not part of the address. */
  readonly address: string | null;
  readonly notes: readonly string[];
}

/** H.264 that every browser plays: no B-frames, one key frame per second (MediaMTX contract §12). */
const KEY_FRAMES = '-force_key_frames "expr:gte(t,n_forced)"';
const FFMPEG_ENCODING = `-c:v libx264 -profile:v baseline -preset veryfast -tune zerolatency -pix_fmt yuv420p ${KEY_FRAMES}`;
const GSTREAMER_ENCODING =
  'x264enc tune=zerolatency speed-preset=veryfast bframes=0 key-int-max=25 ! video/x-h264,profile=baseline';

/** The key with another host in its addresses. */
export function withHost(key: PublishKey, host: string): PublishKey {
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

/** The origin of the page with another host; scheme and port are kept. */
export function pageUrlWithHost(
  { protocol, port }: Pick<Location, 'protocol' | 'port'>,
  host: string,
): string {
  return `${protocol}//${host}${port === '' ? '' : `:${port}`}`;
}

/** The settings of a publisher; those of its sub stream last. */
export function publisherSettings(publisher: Publisher, key: PublishKey): PublisherSettings {
  const main = SETTINGS[publisher](key);
  const sub = subAddress(publisher, key);
  return sub === null
    ? main
    : { ...main, lines: [...main.lines, { label: text('settings.subStream'), text: sub }] };
}

function subAddress(publisher: Publisher, key: PublishKey): string | null {
  if (publisher === 'whip') return key.sub_whip_url;
  return publisher === 'esp32-cam' ? key.sub_publish_url_with_query : key.sub_publish_url;
}

const SETTINGS: Readonly<Record<Publisher, (key: PublishKey) => PublisherSettings>> = {
  'esp32-cam': ({ publish_url_with_query: url }) => ({
    address: url,
    lines: [
      addressWithKey(url),
      { label: text('settings.sketch'), text: `const char *RTSP_URL = "${url}";` },
    ],
    notes: [text('settings.note.esp32Key'), text('settings.note.esp32Scan')],
  }),
  ffmpeg: ({ publish_url: url }) => ({
    address: url,
    lines: [
      {
        label: text('settings.usbCamera'),
        text: `ffmpeg -f v4l2 -i /dev/video0 -an ${FFMPEG_ENCODING} -f rtsp -rtsp_transport tcp "${url}"`,
      },
      {
        label: text('settings.h264Stream'),
        text: `ffmpeg -rtsp_transport tcp -i "rtsp://CAMERA" -an -c:v copy -f rtsp -rtsp_transport tcp "${url}"`,
      },
      addressWithKey(url),
    ],
    notes: [text('settings.note.ffmpegInput'), text('settings.note.ffmpegMjpeg')],
  }),
  obs: ({ publish_url: url }) => ({
    address: url,
    lines: [
      { label: text('settings.fileOrUrl'), text: url },
      { label: text('settings.container'), text: 'rtsp' },
      { label: text('settings.muxer'), text: 'rtsp_transport=tcp' },
      { label: text('settings.encoder'), text: 'profile=baseline bf=0 tune=zerolatency' },
    ],
    notes: [
      text('settings.note.obsOutput'),
      text('settings.note.obsEncoder'),
      text('settings.note.obsStart'),
    ],
  }),
  gstreamer: ({ publish_url: url }) => ({
    address: url,
    lines: [
      {
        label: text('settings.usbCamera'),
        text: `gst-launch-1.0 -e v4l2src ! videoconvert ! ${GSTREAMER_ENCODING} ! rtspclientsink protocols=tcp location="${url}"`,
      },
      addressWithKey(url),
    ],
    notes: [text('settings.note.gstreamerPackage'), text('settings.note.gstreamerMjpeg')],
  }),
  whip: ({ whip_url: url, key }) => ({
    address: null,
    lines: [
      { label: text('settings.serverUrl'), text: url },
      { label: text('settings.bearerToken'), text: key },
    ],
    // The WHIP muxer of FFmpeg 8.1.2 tries the first candidate only (findings/ffmpeg-whip-first-candidate.sh). MediaMTX
    // v1.17.1 and v1.20.1 list TCP or their loopback address first: no other machine can connect.
    notes: [text('settings.note.whipObs'), text('settings.note.whipPort'), text('settings.note.whipFfmpeg')],
  }),
  other: (key) => ({
    address: key.publish_url,
    lines: [addressWithKey(key.publish_url), ...signInSettings(key)],
    notes: [text('settings.note.other')],
  }),
};

/** User name and password, for publishers that sign in. */
function signInSettings({ publish_url, publish_url_with_query, user, key }: PublishKey): PublisherSetting[] {
  // A key of JWT mode is too long for the password of most publishers: it is part of the URL only.
  if (publish_url === publish_url_with_query) return [];
  return [
    { label: text('settings.user'), text: user },
    { label: text('settings.keyAsPassword'), text: key },
    { label: text('settings.withoutSignIn'), text: publish_url_with_query },
  ];
}

function addressWithKey(url: string): PublisherSetting {
  return { label: text('settings.addressWithKey'), text: url };
}
