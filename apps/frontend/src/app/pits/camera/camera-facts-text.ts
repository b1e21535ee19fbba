import type { Camera, CameraTransport } from '@ppf/contracts';
import { shownAddress } from './camera-address';
import { fingerprintText } from '../camera-test/camera-test-text';

/** One thing that is known of a camera. */
export interface CameraFact {
  readonly name: string;
  readonly value: string;
}

const TRANSPORTS: Readonly<Record<CameraTransport, string>> = {
  tcp: 'TCP',
  udp: 'UDP',
  automatic: 'UDP, or TCP where that does not work',
};

/** What may be told of a camera, the most telling first; `path`: MediaMTX's name of the pit's stream. */
export function cameraFacts(camera: Camera, path: string): readonly CameraFact[] {
  const facts = camera.kind === 'push' ? pushFacts(camera) : pullFacts(camera);
  return [...facts, { name: 'Re-encoded', value: reencodedText(camera) }, { name: 'Path here', value: path }];
}

function pushFacts(camera: Camera): readonly CameraFact[] {
  const { publish_address: address, sub_publish_address: subAddress } = camera;
  const key = camera.has_publish_key ? 'made, kept as a hash' : 'none yet: the camera cannot send';
  return [
    { name: 'Picture', value: 'sent by the camera' },
    { name: 'Sends to', value: address ?? '–' },
    { name: 'Publish key', value: key },
    { name: 'Second stream', value: subAddress ?? 'none' },
    { name: 'Allowed without a key', value: camera.allow_list.join(', ') || 'no addresses' },
  ];
}

function pullFacts(camera: Camera): readonly CameraFact[] {
  const onDemand = camera.on_demand ? ', only while somebody watches' : '';
  const place = [
    { name: 'Picture', value: `fetched from the camera${onDemand}` },
    { name: 'Address', value: shownAddress(camera) },
    { name: 'Sign-in', value: signInText(camera) },
    { name: 'On the way', value: encryptionText(camera) },
  ];
  if (camera.feed === 'mjpeg') return place;
  return [
    ...place,
    { name: 'Transport', value: TRANSPORTS[camera.transport ?? 'tcp'] },
    { name: 'Second stream', value: camera.sub ? (camera.sub_path ?? 'yes') : 'none' },
  ];
}

function reencodedText({ transcode, feed }: Camera): string {
  if (!transcode) return 'no';
  return feed === 'mjpeg' ? 'to H.264, from MJPEG' : 'to H.264';
}

function encryptionText({ tls, tls_fingerprint: fingerprint }: Camera): string {
  if (!tls) return 'not encrypted';
  return fingerprint ? `encrypted (TLS), certificate ${fingerprintText(fingerprint)}` : 'encrypted (TLS)';
}

function signInText({ user, has_password: hasPassword }: Camera): string {
  if (!user) return hasPassword ? 'with a user name and password' : 'none';
  return hasPassword ? `${user}, password kept sealed` : `${user}, no password`;
}
