import type { ChildProcess } from 'node:child_process';

/** A child process of the bench. `isStopping` is set before the bench ends it. */
export type BenchProcess = ChildProcess & { isStopping?: boolean };

/** A server under test on the loopback interface. */
export interface Server {
  readonly port: number;
  readonly child: BenchProcess;
  readonly origin: string;
}

/** A backend under test. */
export interface Backend extends Server {
  /** Port of the auth hook. */
  readonly hookPort: number;
}

/** Settings of a run that every row receives. */
export interface RunContext {
  /** Temporary folder of the run. */
  readonly folder: string;
  /** Number of rounds for this run, from the usual number. */
  readonly slices: (usual: number) => number;
  readonly print: (line: string) => void;
}

/** A PostgreSQL cluster. */
export interface Database {
  readonly url: string;
  stop(): Promise<void>;
}

/** Requests of one contender for one slice. */
export interface Job {
  /** Named in errors. */
  readonly name?: string;
  readonly port: number;
  /** HTTP/1.1 requests as text; sent in turn. */
  readonly requests: readonly string[];
  /** Required status; absent: any status counts. */
  readonly expect?: number;
  /** Whether a connection is used for several requests. */
  readonly keepAlive?: boolean;
  /** Connections in a closed loop; the default is 1. */
  readonly connections?: number;
  /** New connections per second in an open loop; absent: a closed loop. */
  readonly rate?: number;
  readonly seconds: number;
}

/** Result of one slice. */
export interface Slice {
  /** Requests per second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  /** Milliseconds. */
  readonly p99: number;
}

/** Runs a job in the load generator. */
export type Load = (job: Job) => Promise<Slice>;

/** Rounds of ours and of the baseline, in the same order. */
export interface Rounds {
  readonly ours: number[];
  readonly theirs: number[];
}
