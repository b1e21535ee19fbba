import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A TCP proxy between a backend and the database, which can be interrupted. */
export class DatabaseProxy {
  private readonly sockets = new Set<Socket>();
  private isCut = false;

  constructor(private readonly to: URL) {}

  private readonly server = createServer((near) => {
    if (this.isCut) return void near.destroy();
    const far = connect(Number(this.to.port), this.to.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => undefined).on('close', () => other.destroy());
      one.pipe(other);
    }
  });

  /** Closes all connections and refuses new ones. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
  }

  restore(): void {
    this.isCut = false;
  }

  async listen(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    const url = new URL(this.to);
    url.host = `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return url.href;
  }

  /** Ends the proxy and its connections. */
  close(): void {
    this.cut();
    this.server.close();
  }
}
