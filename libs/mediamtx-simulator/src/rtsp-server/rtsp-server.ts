import net, { type AddressInfo } from 'node:net';
import { milliseconds } from '../config/duration';
import type { Settings } from '../config/setting';
import { parseAddress } from '../http/listen-address';
import { prefixed, type Log } from '../log';
import type { PathManager } from '../paths/path-manager';
import { RtspConnection } from './rtsp-connection';
import type { RtspSession } from './rtsp-session';

/** The RTSP server: publishers and readers over TCP (MediaMTX contract §7). */
export class RtspServer {
  readonly connections = new Set<RtspConnection>();
  private readonly log: Log;
  private readonly server: net.Server;

  constructor(
    private readonly settings: Settings,
    pathManager: PathManager,
    log: Log,
  ) {
    this.log = prefixed(log, '[RTSP]');
    const context = {
      pathManager,
      log: this.log,
      tcpAllowed: (settings.rtspTransports as string[]).includes('tcp'),
      readTimeoutMs: milliseconds(settings.readTimeout as string),
      closed: (connection: RtspConnection) => this.connections.delete(connection),
    };
    this.server = net.createServer((socket) => {
      this.connections.add(new RtspConnection(socket, context));
    });
  }

  /** Starts listening. Resolves to the port. */
  async start(): Promise<number> {
    const { host, port } = parseAddress(this.settings.rtspAddress as string);
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, resolve);
    });
    const bound = this.server.address() as AddressInfo;
    this.log('info', `started with listeners on ${bound.address}:${bound.port} (TCP/RTSP)`);
    return bound.port;
  }

  /** Every session, the oldest first. */
  get sessions(): RtspSession[] {
    return [...this.connections].flatMap(({ session }) => session ?? []);
  }

  /** Closes a session by its id. Returns false if it does not exist. */
  kick(id: string): boolean {
    const connection = [...this.connections].find(({ session }) => session?.id === id);
    connection?.close('terminated');
    if (connection) this.connections.delete(connection);
    return connection !== undefined;
  }

  /** Stops listening and closes every connection. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const connection of this.connections) connection.close('terminated');
    await closed;
  }
}
