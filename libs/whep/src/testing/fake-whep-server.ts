import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { PeerConnection, type Track, Video } from 'node-datachannel';
import { readClip } from './h264-clip';

/** A request that the server received. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** Response to a POST in place of a session. */
export interface Refusal {
  readonly status: number;
  readonly body: string;
}

const CLOCK_RATE = 90_000;
const FRAMES_PER_SECOND = 25;

/**
 * A WHEP server on loopback for one viewer at a time, with real ICE, DTLS and H.264. It behaves like MediaMTX (CORS,
 * `Location` without the proxy's prefix, no candidates required) and records its requests.
 */
export class FakeWhepServer {
  readonly requests: ReceivedRequest[] = [];
  /** Response to every POST while set. */
  refusal: Refusal | null = null;
  /** Delay of the response to a POST, ms. */
  holdMs = 0;

  private readonly server = http.createServer((request, response) => void this.handle(request, response));
  private readonly clip = readClip();
  private connection: PeerConnection | null = null;
  private timer: NodeJS.Timeout | undefined;

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  /** WHEP endpoint below the prefix of a proxy that does not rewrite `Location`. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/webrtc/pit-1/whep`;
  }

  /** Ends the session. */
  kick(): void {
    clearInterval(this.timer);
    this.connection?.close();
    this.connection = null;
  }

  async stop(): Promise<void> {
    this.kick();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Methods of the received requests, in order, without preflights. */
  methods(): string[] {
    return this.requests.map(({ method }) => method).filter((method) => method !== 'OPTIONS');
  }

  private async handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    this.requests.push({
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body,
    });
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (request.method === 'OPTIONS') return preflight(response);
    if (request.method === 'POST') return this.open(body, response);
    if (request.method === 'DELETE') this.kick();
    response.writeHead(request.method === 'DELETE' ? 200 : 204).end();
  }

  private async open(offer: string, response: http.ServerResponse): Promise<void> {
    if (this.holdMs) await new Promise((resolve) => setTimeout(resolve, this.holdMs));
    if (this.refusal) {
      response.writeHead(this.refusal.status, { 'content-type': 'application/json' }).end(this.refusal.body);
      return;
    }
    const answer = await this.connect(offer);
    response.setHeader('Access-Control-Expose-Headers', 'Location');
    response.writeHead(201, {
      'content-type': 'application/sdp',
      location: `/pit-1/whep/${randomUUID()}`,
    });
    response.end(answer);
  }

  private async connect(offer: string): Promise<string> {
    const connection = new PeerConnection('viewer', { iceServers: [], bindAddress: '127.0.0.1' });
    this.connection = connection;
    const gathered = new Promise<void>((resolve) =>
      connection.onGatheringStateChange((state) => state === 'complete' && resolve()),
    );
    const track = connection.addTrack(this.describeVideo(offer));
    track.onOpen(() => this.send(track, payloadType(offer)));
    connection.setRemoteDescription(offer, 'offer');
    await gathered;
    return connection.localDescription()?.sdp ?? '';
  }

  private describeVideo(offer: string): Video {
    const video = new Video(/a=mid:(\S+)/.exec(offer)?.[1] ?? '0', 'SendOnly');
    video.addH264Codec(payloadType(offer), PROFILE);
    video.addSSRC(SSRC, 'video', 'stream', 'video');
    return video;
  }

  private send(track: Track, type: number): void {
    let frame = 0;
    let sequence = 0;
    this.timer = setInterval(() => {
      const units = this.clip[frame++ % this.clip.length] ?? [];
      const timestamp = (frame * CLOCK_RATE) / FRAMES_PER_SECOND;
      units.forEach((unit, index) => {
        const marker = index === units.length - 1;
        const header = rtpHeader({ type, marker, sequence: sequence++, timestamp });
        if (track.isOpen()) track.sendMessageBinary(Buffer.concat([header, unit]));
      });
    }, 1000 / FRAMES_PER_SECOND);
  }
}

/** RFC 3550 §5.1; each NAL unit fits one packet (RFC 6184 §5.6). */
function rtpHeader(packet: { type: number; marker: boolean; sequence: number; timestamp: number }): Buffer {
  const header = Buffer.alloc(12);
  header[0] = 0x80;
  header[1] = (packet.marker ? 0x80 : 0) | packet.type;
  header.writeUInt16BE(packet.sequence & 0xffff, 2);
  header.writeUInt32BE(packet.timestamp >>> 0, 4);
  header.writeUInt32BE(SSRC, 8);
  return header;
}

const SSRC = 1;
const PROFILE = 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f';

/** The payload type that the browser offers for constrained baseline H.264. */
function payloadType(offer: string): number {
  const format = /a=fmtp:(\d+) .*packetization-mode=1;profile-level-id=42e01f/i.exec(offer);
  if (!format) throw new Error('The browser offers no H.264.');
  return Number(format[1]);
}

/** Only these headers, as MediaMTX (MediaMTX contract §5): a request with any other fails. */
function preflight(response: http.ServerResponse): void {
  response.setHeader('Access-Control-Allow-Methods', 'OPTIONS, GET, POST, PATCH, DELETE');
  response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type, If-Match');
  response.writeHead(204).end();
}
