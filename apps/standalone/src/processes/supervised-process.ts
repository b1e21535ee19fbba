import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { removePidFile, writePidFile } from './pid-files';
import { rotateLog } from './rotate-log';

/** Interval of checking the size of the log. */
const LOG_CHECK_INTERVAL_MS = 10_000;
/** Delay before the second start, the third start and so on; the last value applies to all further starts. */
const RESTART_DELAYS_MS = [250, 500, 1_000, 2_000, 5_000, 10_000];
/** Longest delay of the default. */
const MAX_RESTART_DELAY_MS = 10_000;
/** A process that ran this long resets the restart delay. */
const RESTART_RESET_MS = 30_000;

/** A supervised program. */
export interface ProgramToRun {
  /** Name of its pid file and log. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly directory: string;
  readonly stopSignal: NodeJS.Signals;
  /** Time to stop before SIGKILL. */
  readonly stopWithinMs: number;
  /** Longest delay before a further start, in ms. Default 10 s. */
  readonly maxRestartDelayMs?: number;
  /** Node programs have an IPC channel to this process and end with it (end-with-parent.ts). */
  readonly isNode: boolean;
}

/** Runs one program with its output in a log file, and restarts it until `stop` is called. */
export class SupervisedProcess {
  private child: ChildProcess | undefined;
  private timer: NodeJS.Timeout | undefined;
  private deaths = 0;
  private stopping = false;
  private logStart = 0;
  private rotation: NodeJS.Timeout | undefined;

  constructor(
    private readonly program: ProgramToRun,
    private readonly folders: { readonly log: string; readonly run: string },
    private readonly report: (message: string) => void,
  ) {}

  /** Starts it for the first time. */
  start(): void {
    const startedAt = Date.now();
    const log = this.openLog();
    const { command, args, environment, directory, isNode } = this.program;
    const child = spawn(command, args, {
      cwd: directory,
      env: environment,
      // In its own process group: on Ctrl-C the programs must stop in order.
      detached: true,
      stdio: isNode ? ['ignore', log, log, 'ipc'] : ['ignore', log, log],
    });
    closeSync(log);
    this.child = child;
    this.rotation ??= setInterval(() => this.rotate(), LOG_CHECK_INTERVAL_MS).unref();
    child.once('error', (error) => this.ended(startedAt, error.message));
    child.once('exit', (code, signal) => this.ended(startedAt, signal ?? `code ${code}`));
    if (child.pid !== undefined) writePidFile(this.folders.run, this.program.name, child.pid);
  }

  /** Whether it runs now. */
  get running(): boolean {
    return this.child !== undefined;
  }

  /** Returns the output since the last start, at most 4000 bytes. */
  output(): string {
    const file = this.logFile();
    const from = Math.max(this.logStart, statSync(file).size - 4000);
    const buffer = Buffer.alloc(4000);
    const log = openSync(file, 'r');
    try {
      return buffer.subarray(0, readSync(log, buffer, 0, buffer.length, from)).toString();
    } finally {
      closeSync(log);
    }
  }

  /** Stops it permanently. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    clearInterval(this.rotation);
    const { child } = this;
    if (!child) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(this.program.stopSignal);
    const force = setTimeout(() => child.kill('SIGKILL'), this.program.stopWithinMs);
    await gone;
    clearTimeout(force);
  }

  private ended(startedAt: number, how: string): void {
    if (!this.child) return;
    this.child = undefined;
    removePidFile(this.folders.run, this.program.name);
    this.again(startedAt, how);
  }

  /** Name for messages: `media server`. */
  private displayName(): string {
    return this.program.name.replaceAll('-', ' ');
  }

  private again(startedAt: number, how: string): void {
    if (this.stopping) return;
    if (Date.now() - startedAt > RESTART_RESET_MS) this.deaths = 0;
    const wait = restartDelayMs(this.deaths, this.program.maxRestartDelayMs);
    this.deaths += 1;
    this.report(`The ${this.displayName()} ended (${how}); starting it again. Its log: ${this.logFile()}`);
    this.timer = setTimeout(() => this.startAgain(), wait);
  }

  /** On a full disk there is neither a log nor a pid file: a running program continues, a failed start is repeated. */
  private startAgain(): void {
    try {
      this.start();
    } catch (error) {
      if (this.child)
        this.report(`The ${this.displayName()} runs, but could not be noted: ${messageOf(error)}`);
      else this.again(Date.now(), messageOf(error));
    }
  }

  private logFile(): string {
    return path.join(this.folders.log, `${this.program.name}.log`);
  }

  private rotate(): void {
    if (rotateLog(this.logFile())) this.logStart = 0;
  }

  private openLog(): number {
    const file = this.logFile();
    this.rotate();
    this.logStart = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    return openSync(file, 'a', 0o600);
  }
}

/** Delay before the next start of a program that has ended `deaths` times in a row before, in ms. Pure. */
export function restartDelayMs(deaths: number, maxMs = MAX_RESTART_DELAY_MS): number {
  return Math.min(maxMs, RESTART_DELAYS_MS[Math.min(deaths, RESTART_DELAYS_MS.length - 1)] ?? 0);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
