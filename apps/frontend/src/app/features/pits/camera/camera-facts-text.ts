import type { Camera, CameraTransport } from '@ppf/contracts';
import { shownAddress } from './camera-address';

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
  if (camera.kind === 'push')
    return [
      { name: 'Picture', value: 'sent by the camera' },
      { name: 'Path', value: path },
      {
        name: 'Publish key',
        value: camera.has_publish_key ? 'made, kept as a hash' : 'none yet: the camera cannot send',
      },
    ];
  return [
    {
      name: 'Picture',
      value: `fetched from the camera${camera.on_demand ? ', only while somebody watches' : ''}`,
    },
    { name: 'Address', value: shownAddress(camera) },
    { name: 'Sign-in', value: signInText(camera) },
    { name: 'On the way', value: camera.tls ? 'encrypted (TLS)' : 'not encrypted' },
    { name: 'Transport', value: TRANSPORTS[camera.transport ?? 'tcp'] },
    { name: 'Path', value: path },
  ];
}

function signInText({ user, has_password: hasPassword }: Camera): string {
  if (!user) return 'none';
  return hasPassword ? `${user}, password kept sealed` : `${user}, no password`;
}
