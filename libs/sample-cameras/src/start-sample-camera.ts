import { createServer, type AddressInfo, type Server } from 'node:net';
import { CameraConnection, type CameraView } from './camera-connection';
import { ClipClock } from './clip-clock';
import { loadClip, type SampleClip } from './h264-clip';
import { type CameraAuthentication } from './rtsp-authentication';
import { sessionDescription } from './session-description';

/** A fake IP camera that is watched by RTSP. */
export interface SampleCameraOptions {
  /** TCP port; 0: a free one. */
  readonly port: number;
  /** Address to listen on; default 127.0.0.1. */
  readonly host?: string;
  readonly user: string;
  readonly password: string;
  /** How it asks for them; default digest. */
  readonly auth?: CameraAuthentication;
  /** Path (and query) of its address without the leading slash; default `stream1`. */
  readonly path?: string;
  /** One of ours, or the path of an H.264 Annex B file. */
  readonly clip: SampleClip | (string & {});
}

/** A running camera and the accidents that it can have. */
export interface SampleCamera {
  /** With credentials, percent-encoded: `rtsp://user:password@127.0.0.1:port/path`. */
  readonly url: string;
  readonly port: number;
  /** How many readers it is sending pictures to. */
  readonly readers: number;
  /** Goes away: the port closes, connections are cut. */
  stop(): Promise<void>;
  /** Comes back on the same port, after going away first when it was there. */
  restart(): Promise<void>;
  /** Sends nothing more while every connection stays open. */
  freeze(): void;
  /** Ends a freeze. */
  resume(): void;
  /** Sends `fps` pictures a second instead of 25. */
  slow(fps: number): void;
}

/** Starts a camera. Rejects when its port is taken or its clip is none. */
export async function startSampleCamera(options: SampleCameraOptions): Promise<SampleCamera> {
  const { user, password, auth = 'digest', path = 'stream1', host = '127.0.0.1' } = options;
  const clip = loadClip(options.clip);
  const clock = new ClipClock(clip);
  const camera: CameraView = {
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
      return [...connections].filter((connection) => connection.plays).length;
    },
    stop,
    restart: async () => {
      await stop();
      server = await listen(camera, connections, port);
    },
    freeze: () => clock.freeze(),
    resume: () => clock.resume(),
    slow: (fps) => clock.pace(fps),
  };
}

async function listen(camera: CameraView, connections: Set<CameraConnection>, port: number): Promise<Server> {
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
