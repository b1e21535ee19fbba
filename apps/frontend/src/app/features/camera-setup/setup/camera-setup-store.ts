import { computed, inject, Injectable, signal } from '@angular/core';
import type { Camera, Pit, PublishKey } from '@ppf/contracts';
import { CamerasApi } from '../../../api/cameras-api';
import { ProblemError } from '../../../api/problem-error';
import { portOf } from '../../../pits/camera/camera-address';
import {
  addressOf,
  type CameraEntry,
  cameraRequest,
  EMPTY_ENTRY,
  entryOf,
} from '../../../pits/camera/camera-entry';
import { type CameraFormError, toCameraFormError } from './camera-form-error';
import type { SetupProgress } from './setup-steps';

/** Address of a camera's ONVIF service; absent parts are discovered. */
export interface OnvifService {
  readonly port: number;
  readonly tls?: boolean;
  readonly path?: string;
}

/** The state of the camera setup across its steps. */
@Injectable()
export class CameraSetupStore {
  private readonly api = inject(CamerasApi);
  private readonly presetsResource = this.api.presets();
  /** The entry that was saved last; null: none. */
  private readonly savedEntry = signal<CameraEntry | null>(null);
  private readonly initialEntry = signal<CameraEntry>(EMPTY_ENTRY);
  private readonly starts = signal(0);
  private readonly createdKey = signal<PublishKey | null>(null);
  private pitId = 0;

  /** Number of times the setup was started with a pit; 0: not yet. */
  readonly startCount = this.starts.asReadonly();
  /** The answers so far. */
  readonly entry = signal<CameraEntry>(EMPTY_ENTRY);
  /** The current camera of the pit; null: none yet. */
  readonly camera = signal<Camera | null>(null);
  /** The workshop of the pit. */
  readonly workshopId = signal(0);
  /** The ONVIF service of the camera, as discovered or entered; null: at the default ports. */
  readonly onvif = signal<OnvifService | null>(null);
  /** Whether the camera is being saved or a key is being created. */
  readonly busy = signal(false);
  /** Why saving or creating a key failed; null: it did not. */
  readonly error = signal<CameraFormError | null>(null);
  /** The field that the user goes back to change. Its step focuses it. */
  readonly fieldToFocus = signal<'address' | 'password' | null>(null);
  /** Whether the user has confirmed that the key is saved. */
  readonly isKeySaved = signal(false);

  /** The brands; undefined while they are loading, or when loading failed. */
  readonly presets = computed(() =>
    this.presetsResource.hasValue() ? this.presetsResource.value()?.items : undefined,
  );
  /** Whether loading the brands failed. */
  readonly presetsFailed = computed(() => this.presetsResource.error() !== undefined);
  /** The chosen brand; null: none. */
  readonly preset = computed(() => {
    const { connection, brand } = this.entry();
    return connection === 'camera' ? (this.presets()?.find(({ id }) => id === brand) ?? null) : null;
  });
  /** The camera's address; null while it is invalid. */
  readonly address = computed(() => addressOf(this.entry(), this.preset()));
  /** The request that is tested and saved; null while the address is invalid. */
  readonly request = computed(() => cameraRequest(this.entry(), this.preset()));
  /** The key that was created on this page; null: none. */
  readonly key = this.createdKey.asReadonly();
  /** Whether the pit has the camera as it is entered now. */
  readonly saved = computed(() => same(this.savedEntry(), this.entry()));
  /** The progress so far. */
  readonly progress = computed<SetupProgress>(() => ({
    saved: this.saved(),
    hasValidAddress: this.address() !== null,
  }));
  /** Whether the stored password is kept: it belongs to its address and user. */
  readonly keepsPassword = computed(() => {
    const [camera, address] = [this.camera(), this.address()];
    if (!camera?.has_password || !address) return false;
    return (
      withoutBrackets(address.host) === camera.host &&
      camera.port === portOf(address) &&
      (camera.user ?? '') === address.user &&
      (address.scheme === 'rtsps' || !camera.tls)
    );
  });
  /** Whether there are answers that are not saved. */
  readonly hasUnsavedAnswers = computed(() => !this.saved() && !same(this.entry(), this.initialEntry()));
  /** Whether a created key is not confirmed as saved. */
  readonly hasUnsavedKey = computed(() => this.createdKey() !== null && !this.isKeySaved());

  /** Starts the setup of a pit's camera, with its current camera or with an empty entry. */
  start(pit: Pit, from: 'camera' | 'empty'): void {
    this.pitId = pit.id;
    this.workshopId.set(pit.workshop_id);
    this.camera.set(pit.camera);
    const known = from === 'camera' && pit.camera ? entryOf(pit.camera) : null;
    this.initialEntry.set(known ?? EMPTY_ENTRY);
    this.entry.set(this.initialEntry());
    this.savedEntry.set(known);
    this.starts.update((count) => count + 1);
  }

  /** Loads the brands again. */
  loadPresets(): void {
    this.presetsResource.reload();
  }

  /** Changes answers. */
  answer(answers: Partial<CameraEntry>): void {
    const entry = this.entry();
    const changed = Object.entries(answers).some(([key, value]) => entry[key as keyof CameraEntry] !== value);
    if (!changed) return;
    this.entry.set({ ...entry, ...answers });
    this.error.set(null);
  }

  /** Saves the camera; false when that failed: see `error`. */
  async save(): Promise<boolean> {
    const [entry, request] = [this.entry(), this.request()];
    if (!request || this.busy()) return false;
    return this.attempt(async () => {
      this.camera.set(await this.api.put(this.pitId, request));
      this.savedEntry.set(entry);
    });
  }

  /** Saves a camera that publishes, and creates a key if it has none; false when that failed. */
  async saveWithKey(): Promise<boolean> {
    if (!this.saved() && !(await this.save())) return false;
    return this.camera()?.has_publish_key ? true : this.createKey();
  }

  /** Creates a key; the current one stops working immediately. False when that failed. */
  async createKey(): Promise<boolean> {
    if (this.busy()) return false;
    return this.attempt(async () => {
      this.createdKey.set(await this.api.createPublishKey(this.pitId));
      this.isKeySaved.set(false);
      this.camera.update((camera) => camera && { ...camera, has_publish_key: true });
    });
  }

  private async attempt(step: () => Promise<void>): Promise<boolean> {
    this.busy.set(true);
    this.error.set(null);
    try {
      await step();
      return true;
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.error.set(toCameraFormError(problem));
      return false;
    } finally {
      this.busy.set(false);
    }
  }
}

function same(one: CameraEntry | null, other: CameraEntry): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

// The API stores IPv6 addresses without brackets.
function withoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1');
}
