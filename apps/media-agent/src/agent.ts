import type { MediaAgentReport } from '@ppf/contracts';
import type { BackendClient } from './backend/backend-client';
import { BackendProblem } from './backend/backend-client';
import type { CredentialStore } from './backend/credential-store';
import { DocumentFault, parseDocument, PROTOCOL } from './document/parse-document';
import type { FileWriter } from './file-writer';
import type { Log } from './log';
import { Pause } from './pause';

/** Wait between two attempts while the backend is unavailable, in ms. Each wait varies by half. */
const RETRY_MS = { first: 500, most: 15_000 };
const REPORT_INTERVAL_MS = 30_000;
/** Minimum milliseconds between two reports. */
const REPORT_SPACING_MS = 1000;
/** Age of a credential at which it is replaced, in ms: 30 days. */
const ROTATE_AFTER_MS = 30 * 86_400_000;

/** Facts of a report that do not depend on the file. */
export type MachineFacts = Pick<
  MediaAgentReport,
  | 'mediamtx_version'
  | 'disk_free_bytes'
  | 'disk_total_bytes'
  | 'ffmpeg_version'
  | 'ffmpeg_encodes_h264'
  | 'ffmpeg_limits_redirects'
  | 'ports'
>;

/** Dependencies of the agent. */
export interface AgentParts {
  readonly backend: BackendClient;
  readonly credentials: CredentialStore;
  readonly writer: FileWriter;
  readonly log: Log;
  /** One-time code for the first start; null: none. */
  readonly code: string | null;
  /** Facts about this machine for a report. */
  readonly describe: () => Promise<MachineFacts>;
}

/** Runs three loops until it is stopped: the file, documents of the backend, and reports to it. None waits for another. */
export class Agent {
  private readonly stopping = new AbortController();
  private readonly filePause = new Pause();
  private readonly reportPause = new Pause();
  private version: string | null = null;
  /** Whether the code is used next, because the credential is not valid: a backup of the database was restored. */
  private isCodeNext = false;
  private documentFault: string | null = null;
  private reported = '';

  constructor(private readonly parts: AgentParts) {}

  /** Runs until `stop`. */
  async run(): Promise<void> {
    await Promise.all([this.writeFiles(), this.receiveDocuments(), this.sendReports()]);
  }

  /** Stops all loops. The file stays. */
  stop(): void {
    this.stopping.abort();
    this.filePause.end();
    this.reportPause.end();
  }

  private get isRunning(): boolean {
    return !this.stopping.signal.aborted;
  }

  private async writeFiles(): Promise<void> {
    while (this.isRunning) {
      const inMs = await this.parts.writer.step(performance.now());
      if (this.describeState() !== this.reported) this.reportPause.end();
      await this.filePause.wait(inMs);
    }
  }

  private async receiveDocuments(): Promise<void> {
    for (let retryMs = RETRY_MS.first; this.isRunning;) {
      try {
        await this.enrolIfNeeded();
        const document = await this.parts.backend.waitForDocument(this.version, this.stopping.signal);
        if (retryMs !== RETRY_MS.first) this.parts.log.info('The backend answers again.');
        this.accept(document);
        retryMs = RETRY_MS.first;
      } catch (failure) {
        if (!this.isRunning) return;
        this.note(failure);
        await new Pause(this.stopping.signal).wait(retryMs * (0.5 + Math.random()));
        retryMs = Math.min(retryMs * 2, RETRY_MS.most);
      }
    }
  }

  private async enrolIfNeeded(): Promise<void> {
    const { credentials, backend, code, log } = this.parts;
    const stored = credentials.read();
    const isCodeUsed = this.isCodeNext && code !== null;
    this.isCodeNext = false;
    if (stored && !isCodeUsed) {
      // The wall clock may have jumped since: an issue in the future counts as an old one.
      if (Math.abs(Date.now() - stored.issuedAt) > ROTATE_AFTER_MS) await backend.rotate();
      return;
    }
    if (code === null)
      throw new BackendProblem(
        'not-enrolled',
        'The agent is not enrolled. Create a code on the page of the media servers.',
      );
    await backend.enrol(code);
    log.info('The agent is enrolled.');
  }

  private accept(document: unknown): void {
    if (document === null) return;
    const desired = parseDocument(document);
    this.documentFault = null;
    this.version = desired.version;
    this.parts.writer.setDesired(desired);
    this.filePause.end();
  }

  private note(failure: unknown): void {
    if (failure instanceof BackendProblem && failure.kind === 'revoked') {
      this.version = null;
      this.isCodeNext = true;
      this.parts.writer.release();
    }
    if (failure instanceof DocumentFault) this.documentFault = failure.message;
    if (failure instanceof DocumentFault || failure instanceof BackendProblem)
      this.parts.log.warn(failure.message);
    else throw failure;
  }

  private async sendReports(): Promise<void> {
    while (this.isRunning) {
      await this.reportPause.wait(REPORT_INTERVAL_MS);
      if (!this.isRunning) return;
      const state = this.describeState();
      try {
        if (this.parts.credentials.read()) await this.parts.backend.report(await this.toReport());
        this.reported = state;
      } catch (failure) {
        this.note(failure);
      }
      await new Pause(this.stopping.signal).wait(REPORT_SPACING_MS);
    }
  }

  private describeState(): string {
    return JSON.stringify([this.parts.writer.state, this.documentFault]);
  }

  private async toReport(): Promise<MediaAgentReport> {
    const state = this.parts.writer.state;
    return {
      protocol: PROTOCOL,
      ...(await this.parts.describe()),
      document_version: state.document,
      applied: state.isApplied,
      owns_file: state.ownsFile,
      fault: this.documentFault === null ? state.fault : 'document-not-valid',
      settings_faults: state.settingsFaults.slice(0, 20),
      refused: state.refused.slice(0, 200).map(({ path, reason }) => `${path}: ${reason}`),
      total_refused: state.refused.length,
    };
  }
}
