import { createServer, type AddressInfo, type Server } from 'node:net';
import { CameraConnection, type CameraSettings } from './camera-connection';
import { ClipClock } from './clip-clock';
import { loadClip, type SampleClip } from './h264-clip';
import { type CameraAuthentication } from './rtsp-authentication';
import { sessionDescription } from './session-description';

/** Settings of a simulated IP camera that serves RTSP. */
export interface SampleCameraOptions {
  /** TCP port; 0 selects a free one. */
  readonly port: number;
  /** Address to listen on. Default: 127.0.0.1. */
  readonly host?: string;
  readonly user: string;
  readonly password: string;
  /** Default: digest. */
  readonly auth?: CameraAuthentication;
  /** Path and query of its URL without the leading slash. Default: `stream1`. */
  readonly path?: string;
  /** Name of a sample clip, or path of an H.264 Annex B file. */
  readonly clip: SampleClip | (string & {});
}

/** A running camera with the failures that it can simulate. */
export interface SampleCamera {
  /** With credentials, percent-encoded: `rtsp://user:password@127.0.0.1:port/path`. */
  readonly url: string;
  readonly port: number;
  /** Number of readers that receive pictures. */
  readonly readers: number;
  /** Closes the port and all connections. */
  stop(): Promise<void>;
  /** Stops the camera and starts it again on the same port. */
  restart(): Promise<void>;
  /** Stops the pictures. Connections stay open. */
  freeze(): void;
  /** Ends a freeze. */
  resume(): void;
  /** Changes the frame rate from 25 frames per second. */
  slow(fps: number): void;
}

/** Starts a camera. @throws Error when the port is in use or the clip is not valid */
export async function startSampleCamera(options: SampleCameraOptions): Promise<SampleCamera> {
  const { user, password, auth = 'digest', path = 'stream1', host = '127.0.0.1' } = options;
  const clip = loadClip(options.clip);
  const clock = new ClipClock(clip);
  const camera: CameraSettings = {
    host,
    path,
    authentication: auth,
    credentials: { user, password },
    description: sessionDescription(clip),
    clock,
  };
  const connections = new Set<CameraConnection>();
  let server = await listen(camera, connections, options.port);
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const connection of connections) connection.close();
    await closed;
  };
  return {
    url: `rtsp://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/${path}`,
    port,
    get readers() {
      return [...connections].filter((connection) => connection.isPlaying).length;
    },
    stop,
    restart: async () => {
      await stop();
      server = await listen(camera, connections, port);
    },
    freeze: () => clock.freeze(),
    resume: () => clock.resume(),
    slow: (fps) => clock.setFrameRate(fps),
  };
}

async function listen(
  camera: CameraSettings,
  connections: Set<CameraConnection>,
  port: number,
): Promise<Server> {
  const server = createServer((socket) => {
    const connection = new CameraConnection(camera, socket);
    connections.add(connection);
    socket.on('close', () => connections.delete(connection));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, camera.host, () => resolve(server.removeListener('error', reject)));
  });
}
