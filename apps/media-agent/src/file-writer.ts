import type { DesiredDocument, ReconnectRequest } from './document/document';
import type { Log } from './log';
import type { MediaServerMonitor } from './machine/media-server-monitor';
import { decideNextWrite, type WriteState } from './file/decide-next-write';
import type { FileStore, StoredFile } from './file/file-store';
import { type PlannedFile, planFile, settingsIdOf } from './file/plan-file';
import type { SettingsSource } from './file/settings-source';

/** Milliseconds between two steps while nothing is expected, and while a change is expected. */
const IDLE_STEP_MS = 1000;
const BUSY_STEP_MS = 150;
/** Milliseconds after which a rejected file is tried once more. */
const REJECTION_MS = 300_000;
/** Ids of reconnect requests that are remembered, so that a repeated one has no effect: one for each path of a document. */
const MAX_KNOWN_REQUESTS = 20_000;

/** State of the file, for reports. */
export interface FileState {
  /** Version of the newest document; null: none. */
  readonly document: string | null;
  readonly pathsBy: DesiredDocument['pathsBy'];
  readonly refused: PlannedFile['refused'];
  /** Whether MediaMTX has loaded the file that the newest document needs. */
  readonly isApplied: boolean;
  /** Whether MediaMTX was started with the agent's file. */
  readonly ownsFile: boolean;
  /** Why the last write failed or was undone; null: it did not. */
  readonly fault: 'disk-full' | 'not-writable' | 'ended-media-server' | null;
  readonly settingsFaults: readonly string[];
}

/** Makes MediaMTX load the desired paths: plans the file, writes it when due, and verifies through the control API. */
export class FileWriter {
  private desired: DesiredDocument | null = null;
  private plan: PlannedFile | null = null;
  private planInputs: readonly unknown[] = [];
  private writtenAt: number | null = null;
  private attempts = 0;
  private wasReachable = false;
  private previous: StoredFile | null = null;
  private rejected: { readonly id: string; readonly at: number } | null = null;
  private fault: FileState['fault'] = null;
  private readonly knownRequests = new Set<string>();
  /** Requests that no file contains yet, by path. A change that arrives before the next write must not remove them. */
  private readonly pendingRequests = new Map<string, ReconnectRequest>();

  constructor(
    private readonly files: FileStore,
    private readonly settings: SettingsSource,
    private readonly monitor: MediaServerMonitor,
    private readonly log: Log,
    private readonly configuredRelease: string | null,
  ) {
    const stored = files.read();
    // The file is the only state: the cameras of the last document stay, also while no backend is available.
    if (stored) this.desired = documentOf(stored);
  }

  /** Takes a new document. The next step writes it. */
  setDesired(document: DesiredDocument): void {
    for (const request of document.reconnects) {
      if (!this.knownRequests.has(request.id)) this.pendingRequests.set(request.path, request);
      this.knownRequests.add(request.id);
    }
    for (const id of this.knownRequests) {
      if (this.knownRequests.size <= MAX_KNOWN_REQUESTS) break;
      this.knownRequests.delete(id);
    }
    if (document.pathsBy === 'api') this.pendingRequests.clear();
    this.desired = document;
    this.plan = null;
  }

  /**
   * Leaves the paths to the backend until the next document, because the credential was revoked. The backend sets them by
   * the control API from then on, and writing the file would remove what it has set.
   */
  release(): void {
    if (this.desired === null || this.desired.pathsBy === 'api') return;
    this.desired = { ...this.desired, pathsBy: 'api' };
    this.plan = null;
  }

  /** State for reports. */
  get state(): FileState {
    const { loaded } = this.monitor.current;
    const onDisk = this.files.read();
    const pathsBy = this.desired?.pathsBy ?? 'api';
    const isFrozen = pathsBy === 'api' && onDisk !== null && loaded === onDisk.content.id;
    return {
      document: this.desired?.version ?? null,
      pathsBy,
      refused: this.plan?.refused ?? [],
      isApplied: isFrozen || (this.plan !== null && loaded === this.plan.id),
      ownsFile: onDisk !== null && loaded === onDisk.content.id,
      fault: this.fault,
      settingsFaults: this.settings.faults,
    };
  }

  /** Observes, decides and writes once. @param now Monotonic milliseconds. @returns milliseconds until the next step. */
  async step(now: number): Promise<number> {
    await this.monitor.observe(now);
    const plan = this.planNow();
    const onDisk = this.files.read();
    if (this.rejected && now - this.rejected.at > REJECTION_MS) this.rejected = null;
    if (plan && this.monitor.current.loaded === plan.id) {
      this.attempts = 0;
      this.fault = null;
      if (plan.content.pathsBy === 'file') await this.monitor.compare(plan.content.paths, now);
    }
    const next = decideNextWrite(this.writeState(plan, onDisk), now);
    if (next.action === 'write' && plan) this.write(plan, onDisk, next.reason, now);
    if (next.action === 'restore') this.restore(plan, now);
    if (next.action === 'wait') return Math.min(next.inMs, BUSY_STEP_MS * 2);
    // A short stop of MediaMTX must be noticed while the file still has paths that the API sets now.
    const isPending = plan !== null && this.files.read()?.content.id !== plan.id;
    const isSettled = next.action === 'none' && this.monitor.current.isReachable && !isPending;
    return isSettled ? IDLE_STEP_MS : BUSY_STEP_MS;
  }

  private writeState(plan: PlannedFile | null, onDisk: StoredFile | null): WriteState {
    const { isReachable, answeredAt, loaded, hasDrifted } = this.monitor.current;
    return {
      target: plan && { id: plan.id, settingsId: plan.settingsId, pathsBy: plan.content.pathsBy },
      onDisk: onDisk && { id: onDisk.content.id, settingsId: settingsIdOf(onDisk.content) },
      writtenAt: this.writtenAt,
      attempts: this.attempts,
      loaded,
      isReachable,
      wasReachable: this.wasReachable,
      answeredAt,
      hasDrifted,
      rejected: this.rejected?.id ?? null,
      hasPrevious: this.previous !== null,
    };
  }

  /** Plans again when an input was changed. */
  private planNow(): PlannedFile | null {
    const stored = this.files.read();
    const release = this.monitor.current.release ?? this.configuredRelease ?? stored?.content.release ?? null;
    const settings = this.settings.read(release);
    if (!settings) return null;
    const inputs = [this.desired, settings, release];
    if (this.plan && inputs.every((each, at) => each === this.planInputs[at])) return this.plan;
    const desired = this.desired && { ...this.desired, reconnects: [...this.pendingRequests.values()] };
    const previous = this.plan?.content.paths ?? stored?.content.paths ?? new Map();
    this.planInputs = inputs;
    this.plan = planFile({ desired, settings, previous: stored?.content.paths ?? previous, release });
    return this.plan;
  }

  private write(plan: PlannedFile, onDisk: StoredFile | null, reason: string, now: number): void {
    try {
      this.files.write(plan.text);
    } catch (failure) {
      this.fault = (failure as { code?: unknown }).code === 'ENOSPC' ? 'disk-full' : 'not-writable';
      this.log.warn(`The file cannot be written (${this.fault}). MediaMTX continues with the last one.`);
      return;
    }
    this.forgetRequestsOf(plan);
    if (this.fault !== 'ended-media-server') this.fault = null;
    if (onDisk && onDisk.content.id !== plan.id) this.previous = onDisk;
    this.attempts = reason === 'not-loaded' ? this.attempts + 1 : 1;
    this.wasReachable = this.monitor.current.isReachable;
    this.writtenAt = now;
    this.monitor.clearDrift();
    this.log.info(
      `Wrote the file (${reason}): ${plan.content.paths.size} paths, ${plan.refused.length} refused.`,
    );
  }

  /** Forgets the requests that a written file contains, or whose path it does not have. */
  private forgetRequestsOf({ content: { paths } }: PlannedFile): void {
    for (const { id, path } of [...this.pendingRequests.values()]) {
      const config = paths.get(path);
      if (config === undefined || config.rtspRangeStart === id) this.pendingRequests.delete(path);
    }
  }

  /** Restores the file before the last write, because MediaMTX ended after it. The new one is tried again later. */
  private restore(plan: PlannedFile | null, now: number): void {
    const { previous } = this;
    if (!previous || !plan) return;
    this.rejected = { id: plan.id, at: now };
    this.fault = 'ended-media-server';
    this.previous = null;
    this.log.warn('MediaMTX ended after the last change of its file. The file before it is restored.');
    try {
      this.files.write(previous.text);
      this.writtenAt = now;
    } catch {
      this.log.warn('The file before the last change cannot be restored.');
    }
  }
}

function documentOf({ content }: StoredFile): DesiredDocument {
  const entries = [...content.paths].map(([path, config]) => ({ path, config, keeps: null }));
  return {
    version: content.document ?? 'none-yet',
    pathsBy: content.pathsBy,
    entries,
    refused: [],
    reconnects: [],
  };
}
