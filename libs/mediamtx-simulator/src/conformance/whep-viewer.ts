import { cleanup, PeerConnection, Video, type Track } from 'node-datachannel';
import { send, type HttpAnswer } from './http-request';

const opened: WhepViewer[] = [];

// The threads of the peer connections keep the process alive, and end only after all connections are closed.
afterAll(() => {
  for (const viewer of opened) viewer.stop();
  cleanup();
});

/** A WHEP viewer that connects and counts pictures. */
export class WhepViewer {
  post!: HttpAnswer;
  packets = 0;
  frames = 0;
  /** NAL unit types of every received picture, in order. */
  readonly pictures: number[][] = [[]];
  /** Milliseconds since the epoch; null before the event. */
  connectedAt: number | null = null;
  closedAt: number | null = null;
  private readonly connection: PeerConnection;
  private readonly track: Track;
  private listeners: (() => void)[] = [];

  private constructor() {
    opened.push(this);
    this.connection = new PeerConnection('viewer', {
      iceServers: [],
      bindAddress: '127.0.0.1',
      disableAutoNegotiation: true,
    });
    const video = new Video('0', 'RecvOnly');
    video.addH264Codec(96, 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f');
    this.track = this.connection.addTrack(video);
    this.track.onMessage((raw) => this.receive(raw));
    this.track.onClosed(() => this.closed());
    this.connection.onStateChange((state) => {
      if (state === 'connected') this.connectedAt ??= Date.now();
      if (['closed', 'disconnected', 'failed'].includes(state)) this.closed();
      this.notify();
    });
  }

  /** Returns a browser's offer without a connection. */
  static async offer(): Promise<string> {
    const viewer = new WhepViewer();
    const offer = await viewer.gather();
    viewer.stop();
    return offer;
  }

  /** Posts an offer. Connects if the response is 201. */
  static async watch(
    port: number,
    path: string,
    headers: Record<string, string>,
    query = '',
  ): Promise<WhepViewer> {
    const viewer = new WhepViewer();
    viewer.post = await send(port, `/${path}/whep${query}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/sdp', ...headers },
      body: await viewer.gather(),
    });
    if (viewer.post.status === 201)
      viewer.connection.setRemoteDescription(String(viewer.post.body), 'answer');
    return viewer;
  }

  get location(): string {
    return String(this.post.headers.location);
  }

  get id(): string {
    return String(this.post.headers.id);
  }

  /** Resolves when a condition is met. Rejects after `withinMs`. */
  until(met: (viewer: WhepViewer) => boolean, withinMs = 60_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the condition of the viewer was not met')), withinMs);
      const check = () => {
        if (!met(this)) return void this.listeners.push(check);
        clearTimeout(timer);
        resolve();
      };
      check();
    });
  }

  stop(): void {
    // Its callbacks keep the process alive as well.
    this.track.close();
    this.connection.close();
  }

  private async gather(): Promise<string> {
    const gathered = new Promise<void>((resolve) =>
      this.connection.onGatheringStateChange((state) => {
        if (state === 'complete') resolve();
      }),
    );
    this.connection.setLocalDescription('offer');
    await gathered;
    return this.connection.localDescription()?.sdp ?? '';
  }

  private receive(raw: Buffer): void {
    if (raw.length < 13 || (raw[1]! >= 192 && raw[1]! <= 223)) return;
    this.packets++;
    const type = raw[12]! & 0x1f;
    const begins = type !== 28 || (raw[13]! & 0x80) !== 0;
    if (begins) this.pictures.at(-1)?.push(type === 28 ? raw[13]! & 0x1f : type);
    if (raw[1]! & 0x80) {
      this.frames++;
      this.pictures.push([]);
    }
    this.notify();
  }

  private closed(): void {
    this.closedAt ??= Date.now();
    this.notify();
  }

  private notify(): void {
    const listeners = this.listeners;
    this.listeners = [];
    for (const listener of listeners) listener();
  }
}
