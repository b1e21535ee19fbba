import { isLoopback } from './media-server/find-media-server';
import { type WantedPort } from './processes/check-ports';
import { portsOf, type StandaloneSettings } from './settings';

const CAMERAS = 'SAMPLE_CAMERAS_PORT';

/** Returns the ports that this start opens, with their addresses. */
export function wantedPorts(
  settings: StandaloneSettings,
  starts: { readonly mediaServer: boolean; readonly sampleCameras: boolean },
): WantedPort[] {
  const media = isLoopback(settings.host) ? '127.0.0.1' : undefined;
  const wanted = portsOf(settings).filter(
    ({ name }) =>
      (starts.mediaServer || !name.startsWith('MEDIAMTX_')) && (starts.sampleCameras || name !== CAMERAS),
  );
  const tcp = wanted.map(({ name, port }): WantedPort => {
    const host =
      name === 'PORT'
        ? settings.host
        : name === CAMERAS || name === 'MEDIAMTX_API_PORT'
          ? '127.0.0.1'
          : media;
    return { name, port, host, protocol: 'tcp' };
  });
  const udp = tcp.filter(({ name }) => name === 'MEDIAMTX_WEBRTC_UDP_PORT');
  return [...tcp, ...udp.map((each): WantedPort => ({ ...each, protocol: 'udp' }))];
}
