import { computed, inject, Injectable, signal } from '@angular/core';
import type { Camera, Pit, PublishKey } from '@ppf/contracts';
import { CamerasApi } from '../../api/cameras-api';
import { ProblemError } from '../../api/problem-error';
import { portOf } from '../../pits/camera/camera-address';
import {
  addressOf,
  type CameraEntry,
  cameraRequest,
  EMPTY_ENTRY,
  entryOf,
} from '../../pits/camera/camera-entry';
import { type CameraFault, cameraFault } from './camera-fault';
import type { SetupProgress } from './setup-steps';

/** Where a camera's ONVIF service is; what is absent is found out. */
export interface OnvifService {
  readonly port: number;
  readonly tls?: boolean;
  readonly path?: string;
}

/** What is being set up, from the first question to the picture. Kept while one goes back and forth. */
@Injectable()
export class CameraSetupStore {
  private readonly api = inject(CamerasApi);
  private readonly known = this.api.presets();
  /** What was entered when the camera was saved, and what nothing was changed of yet. */
  private readonly savedEntry = signal<CameraEntry | null>(null);
  private readonly begun = signal<CameraEntry>(EMPTY_ENTRY);
  private readonly beginning = signal(0);
  private readonly made = signal<PublishKey | null>(null);
  private pitId = 0;

  /** Counts up each time the setup begins with a pit; 0: not yet. */
  readonly beginnings = this.beginning.asReadonly();
  /** All answers so far. */
  readonly entry = signal<CameraEntry>(EMPTY_ENTRY);
  /** The camera that the pit has; null: none yet. */
  readonly camera = signal<Camera | null>(null);
  /** The workshop of the pit. */
  readonly workshopId = signal(0);
  /** The ONVIF service of the camera, as it was found or entered; null: where cameras usually have it. */
  readonly onvif = signal<OnvifService | null>(null);
  /** Saving, or making a key. */
  readonly busy = signal(false);
  /** Why saving or making a key failed; null when it did not. */
  readonly fault = signal<CameraFault | null>(null);
  /** What the person came back to change; the next step that has it moves there. */
  readonly toChange = signal<'address' | 'password' | null>(null);
  /** Whether the person has said that the key is kept. */
  readonly keyIsKept = signal(false);

  /** Brands; undefined while they are loaded, or when they cannot be. */
  readonly presets = computed(() => (this.known.hasValue() ? this.known.value()?.items : undefined));
  /** Whether the brands cannot be loaded. */
  readonly presetsFailed = computed(() => this.known.error() !== undefined);
  /** What is known of the chosen brand. */
  readonly preset = computed(() => {
    const { connection, brand } = this.entry();
    return connection === 'camera' ? (this.presets()?.find(({ id }) => id === brand) ?? null) : null;
  });
  /** Where the camera is; null while it cannot be read. */
  readonly address = computed(() => addressOf(this.entry(), this.preset()));
  /** What is tested and saved; null while the address cannot be read. */
  readonly request = computed(() => cameraRequest(this.entry(), this.preset()));
  /** The key, in the page that it was made in; null anywhere else, and after it was kept. */
  readonly key = this.made.asReadonly();
  /** Whether the pit has the camera as it is entered now. */
  readonly saved = computed(() => same(this.savedEntry(), this.entry()));
  /** What is done so far. */
  readonly progress = computed<SetupProgress>(() => ({
    saved: this.saved(),
    addressIsRight: this.address() !== null,
  }));
  /** Whether the kept password goes on to be used: it stays for the same place and user only. */
  readonly keepsPassword = computed(() => {
    const [camera, address] = [this.camera(), this.address()];
    if (!camera?.has_password || !address) return false;
    return (
      bare(address.host) === camera.host &&
      camera.port === portOf(address) &&
      (camera.user ?? '') === address.user &&
      (address.scheme === 'rtsps' || !camera.tls)
    );
  });
  /** Whether leaving would lose something: answers that are not saved, or a key that is shown this once. */
  readonly losesAnswers = computed(() => !this.saved() && !same(this.entry(), this.begun()));
  /** Whether leaving would lose the key. */
  readonly losesKey = computed(() => this.made() !== null && !this.keyIsKept());

  /** Begins with a pit: with the camera that it has, or from the first question on. */
  begin(pit: Pit, with_: 'its-camera' | 'nothing'): void {
    this.pitId = pit.id;
    this.workshopId.set(pit.workshop_id);
    this.camera.set(pit.camera);
    const known = with_ === 'its-camera' && pit.camera ? entryOf(pit.camera) : null;
    this.begun.set(known ?? EMPTY_ENTRY);
    this.entry.set(this.begun());
    this.savedEntry.set(known);
    this.beginning.update((count) => count + 1);
  }

  /** Asks again for the brands. */
  loadPresets(): void {
    this.known.reload();
  }

  /** Changes some answers. */
  answer(answers: Partial<CameraEntry>): void {
    const entry = this.entry();
    const changed = Object.entries(answers).some(([key, value]) => entry[key as keyof CameraEntry] !== value);
    if (!changed) return;
    this.entry.set({ ...entry, ...answers });
    this.fault.set(null);
  }

  /** Saves the camera; false when that failed, and `fault` says why. */
  async save(): Promise<boolean> {
    const [entry, request] = [this.entry(), this.request()];
    if (!request || this.busy()) return false;
    return this.attempt(async () => {
      this.camera.set(await this.api.put(this.pitId, request));
      this.savedEntry.set(entry);
    });
  }

  /** Saves a camera that sends by itself, with a key if it has none; false when that failed. */
  async saveWithKey(): Promise<boolean> {
    if (!this.saved() && !(await this.save())) return false;
    return this.camera()?.has_publish_key ? true : this.makeKey();
  }

  /** Makes a key; the one before ends at once. False when that failed. */
  async makeKey(): Promise<boolean> {
    if (this.busy()) return false;
    return this.attempt(async () => {
      this.made.set(await this.api.createPublishKey(this.pitId));
      this.keyIsKept.set(false);
      this.camera.update((camera) => camera && { ...camera, has_publish_key: true });
    });
  }

  private async attempt(step: () => Promise<void>): Promise<boolean> {
    this.busy.set(true);
    this.fault.set(null);
    try {
      await step();
      return true;
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.fault.set(cameraFault(problem));
      return false;
    } finally {
      this.busy.set(false);
    }
  }
}

function same(one: CameraEntry | null, other: CameraEntry): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

// Cameras keep IPv6 without the brackets that addresses have.
function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1');
}
