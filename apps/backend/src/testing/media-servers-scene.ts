import {
  type MediaServerDetails,
  type MediaServerList,
  type Pit,
  type StreamTokenResponse,
  type WorkshopPlacement,
} from '@ppf/contracts';
import { ControlApiStub, waitFor } from '@ppf/testing';
import { MOVE_TIMING } from '../media-servers/moving/move-workshops';
import { type BackendUnderTest, type Sent, startBackend } from './start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from './two-workshops';

/** Password of the pull camera. */
export const CAMERA_PASSWORD = 'c@mera-p@ssword';

/** Path of the pit of a workshop. */
export const pathOf = (workshop: number): string => `workshop-${workshop}/pit-1`;

/** Addresses of a media server. */
export const addresses = (name: string, api: string) => ({
  name,
  api_url: api,
  webrtc_url: `https://${name}.example.org/webrtc/`,
  hls_url: `https://${name}.example.org/hls`,
  rtsp_url: `rtsp://${name}.example.org:8554`,
});

/** A response with its body. */
interface SentAnswer<Body> {
  readonly status: number;
  readonly body: Body;
  readonly text: string;
}

/** A backend, its configured media server, another one, and two workshops on the first. */
export class MediaServersScene {
  first!: ControlApiStub;
  /** Of an older release. */
  second!: ControlApiStub;
  backend!: BackendUnderTest;
  two!: TwoWorkshops;
  private readonly usualTiming = { ...MOVE_TIMING };

  async start(): Promise<void> {
    Object.assign(MOVE_TIMING, { pathsMs: 5000, picturesMs: 1500, everyMs: 50 });
    this.first = await new ControlApiStub().start();
    this.second = await new ControlApiStub().start();
    this.second.version = 'v1.9.3';
    this.backend = await startBackend({ MEDIAMTX_API_URL: this.first.url });
    this.two = await makeTwoWorkshops(this.backend);
    await this.setCamera(this.two.ourPit, {
      kind: 'pull',
      url: `rtsp://u:${encodeURIComponent(CAMERA_PASSWORD)}@127.0.0.1:1554/x`,
    });
    await this.setCamera(this.two.theirPit, { kind: 'push' });
    await waitFor(() => this.first.configs.has(pathOf(this.two.ours)));
  }

  async stop(): Promise<void> {
    Object.assign(MOVE_TIMING, this.usualTiming);
    await this.backend.stop();
    await Promise.all([this.first.stop(), this.second.stop()]);
  }

  /** Adds the second media server, and waits until it is reachable. */
  readonly addSecond = async (): Promise<MediaServerDetails> => {
    const { body } = await this.send<MediaServerDetails>(
      'POST',
      '/media-servers',
      addresses('south', this.second.url),
    );
    await waitFor(async () => (await this.servers())[1]?.health.reachable);
    return body;
  };

  /** Sends a request, as the operator unless `as` names another user. */
  readonly send = async <Body>(
    method: Sent['method'],
    url: string,
    body?: unknown,
    as = this.two.admin,
  ): Promise<SentAnswer<Body>> => {
    const answer = await this.backend.send({
      method: method ?? 'GET',
      url: `/api/v1${url}`,
      as,
      ...(body ? { body } : {}),
    });
    return { status: answer.status, body: answer.body as Body, text: answer.text };
  };

  readonly setCamera = (pit: number, camera: object) => this.send('PUT', `/pits/${pit}/camera`, camera);

  readonly servers = async (): Promise<MediaServerList['items']> =>
    (await this.send<MediaServerList>('GET', '/media-servers')).body.items;

  /** Address of WHEP in a new stream token. */
  readonly token = async (pit: number): Promise<string> =>
    (await this.send<StreamTokenResponse>('POST', '/streams/token', { pit_id: pit })).body.webrtc_url;

  readonly statusOf = async (pit: number): Promise<string> =>
    (await this.send<Pit>('GET', `/pits/${pit}`)).body.stream.status;

  /** Moves a workshop to a media server. */
  readonly move = (workshop: number, to: number) =>
    this.send<WorkshopPlacement & { code: string }>('PUT', `/workshops/${workshop}/media-server`, {
      media_server_id: to,
    });
}
