import { Authenticator } from './auth/authenticator';
import type { Config } from './config/config';
import { ConfigStore } from './config/config-store';
import { milliseconds } from './config/duration';
import { readConfigFile } from './config/read-config-file';
import type { Settings } from './config/setting';
import { watchConfigFile } from './config/watch-config-file';
import { makeLog, type Log, type LogLevel } from './log';
import { PathManager } from './paths/path-manager';
import { makePart, type PartName, type ServerPart } from './server-parts';
import { VERSION } from './version';

/** Options of a simulator. */
export interface SimulatorOptions {
  /** Path of a mediamtx.yml. Changes are applied, as in MediaMTX. */
  configFile: string;
  /** MTX_* variables and NODE_ENV. */
  env: Readonly<Record<string, string | undefined>>;
  /** Receives log lines. */
  write: (line: string) => void;
}

/** Start order; servers close in reverse order. */
const ORDER: PartName[] = ['metrics', 'rtsp', 'hls', 'webrtc', 'api'];
/** A change of these settings closes every stream (MediaMTX contract §4.3). */
const CORE_SETTING =
  /^(logLevel|readTimeout|writeTimeout|writeQueueSize|udpMaxPayloadSize|udpReadBufferSize|dumpPackets|rtspAddress|rtspEncryption|auth[A-Z]\w*)$/;

/** Simulates MediaMTX v1.20.1 in this process. */
export class Simulator {
  /** Actual ports of the servers. */
  readonly ports: Partial<Record<PartName, number>> = {};
  /** Resolves when the simulator has stopped, for any reason. */
  readonly ended: Promise<void>;
  private readonly started = new Date();
  private readonly log: Log;
  private readonly store: ConfigStore;
  private readonly parts: Partial<Record<PartName, ServerPart>> = {};
  private applied: Config;
  private authenticator!: Authenticator;
  private pathManager!: PathManager;
  private work: Promise<void> = Promise.resolve();
  private stopWatching: () => void = () => undefined;
  private stopping: Promise<void> | null = null;
  private end!: () => void;

  private constructor(
    private readonly options: SimulatorOptions,
    config: Config,
  ) {
    this.ended = new Promise((resolve) => (this.end = resolve));
    this.store = new ConfigStore(config);
    this.applied = config;
    this.log = makeLog(options.write, () => this.applied.global.logLevel as LogLevel);
  }

  /**
   * Starts a simulator. Rejects with a ConfigError if the configuration is invalid, with another error if a port is
   * in use, and always in production.
   */
  static async start(options: SimulatorOptions): Promise<Simulator> {
    if (options.env.NODE_ENV === 'production') {
      throw new Error(
        'the MediaMTX simulator is for demos and tests and does not run with NODE_ENV=production',
      );
    }
    const warn = makeLog(options.write, () => 'warn');
    const config = readConfigFile(options.configFile, options.env, (text) => warn('warn', text));
    const simulator = new Simulator(options, config);
    simulator.log('info', `MediaMTX simulator ${VERSION}, ${process.platform}, ${process.arch}`);
    simulator.log('info', `configuration loaded from ${options.configFile}`);
    try {
      simulator.createCore();
      for (const name of ORDER) await simulator.open(name);
    } catch (error) {
      simulator.log('error', describeListenError(error as NodeJS.ErrnoException));
      await simulator.closeAll();
      throw error;
    }
    simulator.stopWatching = watchConfigFile(options.configFile, () => simulator.fileChanged());
    return simulator;
  }

  /** Stops all servers. */
  stop(reason = 'shutting down gracefully'): Promise<void> {
    this.stopping ??= (async () => {
      this.log('info', reason);
      await this.shutDown();
    })();
    return this.stopping;
  }

  private async shutDown(): Promise<void> {
    this.stopWatching();
    await this.closeAll();
    this.log('info', 'waiting for running hooks');
    this.end();
  }

  private fileChanged(): void {
    if (this.stopping) return;
    this.log('info', 'reloading configuration (file changed)');
    try {
      const config = readConfigFile(this.options.configFile, this.options.env, (text) =>
        this.log('warn', text),
      );
      this.store.replaceAll(config);
      this.applyLater();
    } catch (error) {
      // An invalid file ends the process, with exit code 0 (MediaMTX contract §0.8).
      this.log('error', (error as Error).message);
      this.stopping = this.shutDown();
    }
  }

  private applyLater(): void {
    this.work = this.work
      .then(() => this.apply())
      .catch((error: unknown) => {
        this.log('error', (error as Error).message);
        this.stopping ??= this.shutDown();
      });
  }

  private async apply(): Promise<void> {
    if (this.stopping) return;
    const before = this.applied.global;
    this.applied = this.store.config;
    const after = this.applied.global;
    const changed = Object.keys(after).filter(
      (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
    );
    const core = changed.some((key) => CORE_SETTING.test(key));
    const own = ORDER.filter((name) => core || changed.some((key) => belongsTo(name, key)));
    // The Control API lists the other servers, so it restarts with them.
    const affected = ORDER.filter((name) => own.includes(name) || (name === 'api' && own.length > 0));
    for (const name of [...affected].reverse()) await this.closePart(name);
    if (core) {
      this.pathManager.closeAll();
      this.createCore();
    } else {
      await this.pathManager.reload(this.applied.paths);
    }
    for (const name of affected) await this.open(name);
  }

  private createCore(): void {
    const { global, paths } = this.applied;
    this.authenticator = new Authenticator(global);
    this.pathManager = new PathManager(
      paths,
      this.authenticator,
      milliseconds(global.readTimeout as string),
      this.log,
    );
  }

  private async open(name: PartName): Promise<void> {
    const settings: Settings = this.applied.global;
    if (settings[name] !== true) return;
    const part = makePart(name, settings, {
      store: this.store,
      authenticator: this.authenticator,
      pathManager: this.pathManager,
      started: this.started,
      log: this.log,
      changed: () => this.applyLater(),
      running: () => this.parts,
    });
    this.ports[name] = await part.start();
    this.parts[name] = part;
  }

  private async closePart(name: PartName): Promise<void> {
    const part = this.parts[name];
    delete this.parts[name];
    delete this.ports[name];
    await part?.close();
  }

  private async closeAll(): Promise<void> {
    for (const name of [...ORDER].reverse()) await this.closePart(name);
    this.pathManager.closeAll();
  }
}

const belongsTo = (name: PartName, key: string): boolean =>
  key === name ||
  new RegExp(`^${name}[A-Z]`).test(key) ||
  (name === 'api' && /^(rtsp|hls|webrtc)$/.test(key));

function describeListenError(error: NodeJS.ErrnoException & { address?: string; port?: number }): string {
  if (error.code !== 'EADDRINUSE') return error.message;
  return `listen tcp ${error.address ?? ''}:${error.port ?? ''}: bind: address already in use`;
}
