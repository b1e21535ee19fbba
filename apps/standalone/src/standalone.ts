import path from 'node:path';
import { backendEnvironment } from './backend-environment';
import { prepareDataDirectory, type DataDirectory } from './data/data-directory';
import { keepSecrets, type Secrets } from './data/keep-secrets';
import { keepSignIn, type SignIn } from './data/sign-in';
import { noteStart } from './data/started-with';
import { keepDatabase } from './keep-database';
import { agentFiles, codeForAgent, prepareAgentFile, usesAgent } from './media-agent';
import { type MediaServer, provideMediaServer } from './media-server/provide-media-server';
import { checkPorts } from './processes/check-ports';
import { endLeftovers, takeDataDirectory } from './processes/pid-files';
import { SupervisedProcess, type ProgramToRun } from './processes/supervised-process';
import {
  backendProgram,
  mediaAgentProgram,
  type MediaPrograms,
  mediaServerProgram,
  PROGRAM_NAMES,
  sampleCamerasProgram,
} from './programs';
import { keepSampleWorkshop, sampleCameraUrls } from './sample-workshop';
import { type StandaloneSettings } from './settings';
import { StartFault } from './start-fault';
import { wantedPorts } from './wanted-ports';
import { waitUntilReady } from './wait-until-ready';
import { WORKSPACE } from './workspace';

/** Longer than every step except the download of MediaMTX, which ends with the process. */
const START_SETTLES_WITHIN_MS = 8_000;

/** Running programs, for the printed summary. */
export interface Running {
  readonly url: string;
  readonly signIn: SignIn;
  readonly signInFile: string;
  readonly mediaServer: MediaServer;
  readonly sampleWorkshop: boolean;
}

/** Runs everything on one machine: starts the programs in order and stops them in reverse order. */
export class Standalone {
  private readonly stops: (() => Promise<void> | void)[] = [];
  private starting: Promise<unknown> = Promise.resolve();
  private stopped: Promise<void> | undefined;

  constructor(
    private readonly settings: StandaloneSettings,
    private readonly report: (message: string) => void,
  ) {}

  /** Starts everything and waits until it is ready. @throws StartFault; `stop` then stops the started programs. */
  async start(): Promise<Running> {
    const started = this.startAll();
    this.starting = started.catch(() => undefined);
    return started;
  }

  private async startAll(): Promise<Running> {
    const { settings } = this;
    const place = prepareDataDirectory(settings.dataDirectory);
    this.stops.push(await takeDataDirectory(place.run));
    this.goOn();
    await endLeftovers(place.run, PROGRAM_NAMES);
    const secrets = keepSecrets(place.secretsFile, settings.environment);
    const signIn = keepSignIn(place.signInFile, settings.environment);
    await checkPorts(wantedPorts(settings, { mediaServer: false, sampleCameras: false }));
    const mediaServer = await provideMediaServer(settings, place.mediaServer);
    const ownMediaServer = mediaServer.kind !== 'elsewhere';
    await checkPorts(wantedPorts(settings, { mediaServer: ownMediaServer, sampleCameras: false }));
    this.goOn();
    const database = await keepDatabase(settings.databaseUrl, place.database, this.report);
    this.stops.push(() => database.stop());
    const hasAgent = usesAgent(mediaServer, settings.mediaAgentAllowed);
    const agentCode = codeForAgent(agentFiles(place), hasAgent);
    const environment = backendEnvironment(settings, {
      databaseUrl: database.url,
      secrets,
      signIn,
      simulated: mediaServer.kind === 'simulator',
      ownMediaServer,
      hasAgent,
      agentCode,
      dashboard: WORKSPACE.dashboard,
    });
    noteStart(place.startFile, {
      environment: settings.environment,
      simulated: mediaServer.kind === 'simulator',
      ownMediaServer,
    });
    const sampleWorkshop = await this.startSampleWorkshop(place, secrets, environment);
    await this.startMediaServer(mediaServer, { settings, secrets, place, hasAgent }, agentCode);
    const backend = this.run(backendProgram(environment), place);
    if (backend)
      await waitUntilReady(`${this.ownUrl()}/health/ready`, backend, () => this.stopped !== undefined);
    return { url: settings.publicUrl, signIn, signInFile: place.signInFile, mediaServer, sampleWorkshop };
  }

  /** The agent starts before the media server, which needs its file, and ends after it. */
  private async startMediaServer(
    mediaServer: MediaServer,
    programs: MediaPrograms,
    code: string | null,
  ): Promise<void> {
    const server = mediaServerProgram(mediaServer, programs);
    if (mediaServer.kind === 'program' && programs.hasAgent) {
      const facts = { backendUrl: this.ownUrl(), code };
      const agent = mediaAgentProgram(mediaServer.version, programs, facts);
      await prepareAgentFile(agent);
      this.run(agent, programs.place);
    }
    if (server) this.run(server, programs.place);
  }

  /** Stops backend, media server, cameras and database. Idempotent; can be called at any time. */
  async stop(): Promise<void> {
    this.stopped ??= this.stopAll();
    return this.stopped;
  }

  private async stopAll(): Promise<void> {
    // A start in progress fails at its next step, and the program of the current step is stopped.
    const patience = new Promise((resolve) => setTimeout(resolve, START_SETTLES_WITHIN_MS).unref());
    await Promise.race([this.starting, patience]);
    for (let stop = this.stops.pop(); stop; stop = this.stops.pop()) await stop();
  }

  private goOn(): void {
    if (this.stopped) throw new StartFault('Stopped while starting.');
  }

  private run(program: ProgramToRun, place: DataDirectory): SupervisedProcess {
    this.goOn();
    const supervised = new SupervisedProcess(program, place, this.report);
    supervised.start();
    this.stops.push(() => supervised.stop());
    return supervised;
  }

  private async startSampleWorkshop(
    place: DataDirectory,
    secrets: Secrets,
    environment: Record<string, string>,
  ): Promise<boolean> {
    const { settings } = this;
    this.goOn();
    const urls = sampleCameraUrls(settings.sampleCamerasPort, secrets.SAMPLE_CAMERAS_PASSWORD);
    const there = await keepSampleWorkshop(place.sampleWorkshopFile, urls, environment);
    if (!there) return false;
    const cameras = wantedPorts(settings, { mediaServer: false, sampleCameras: true });
    await checkPorts(cameras.filter(({ name }) => name === 'SAMPLE_CAMERAS_PORT'));
    this.run(sampleCamerasProgram(settings, secrets), place);
    return true;
  }

  private ownUrl(): string {
    const { host, port } = this.settings;
    if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`;
    return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  }
}

/** Formats the printed summary; its last line is the URL. */
export function describeRunning(running: Running, dataDirectory: string): string {
  const { signIn, mediaServer } = running;
  const signInText =
    signIn.password === undefined
      ? `${signIn.email}, with ADMIN_PASSWORD`
      : `${signIn.email}   ${signIn.password}   (first password; kept in ${shortest(running.signInFile)})`;
  return [
    '',
    '  PPF Monitoring is running. Ctrl-C stops it.',
    '',
    `  Sign in       ${signInText}`,
    `  Media server  ${describeMediaServer(mediaServer)}`,
    ...(running.sampleWorkshop ? ['  Cameras       the four of the sample workshop'] : []),
    `  Data          ${dataDirectory}`,
    `  Open          ${running.url}`,
    '',
  ].join('\n');
}

function shortest(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') ? file : relative;
}

function describeMediaServer(server: MediaServer): string {
  switch (server.kind) {
    case 'elsewhere':
      return 'MediaMTX at MEDIAMTX_HOST, not started here';
    case 'program':
      return `MediaMTX ${server.version}, ${server.why}`;
    case 'simulator':
      return `the simulator, for demos and tests (no MediaMTX: ${server.why})`;
  }
}
