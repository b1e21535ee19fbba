import { Component, computed, inject, type Injector, signal } from '@angular/core';
import { form, FormField, FormRoot, type SchemaPathTree, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { MatFormField, MatInputModule } from '@angular/material/input';
import type { Camera, CameraPreset, Pit } from '@ppf/contracts';
import { firstValueFrom } from 'rxjs';
import { PitsApi } from '../../../api/pits-api';
import { ProblemError } from '../../../api/problem-error';
import {
  type CameraEntry,
  cameraRequest,
  readCameraAddress,
  shownAddress,
  withPreset,
} from '../camera-address';
import { cameraFault } from './camera-fault';
import { CameraTestPanel } from './camera-test-panel';
import { openPublishKeyDialog } from './publish-key-dialog';

/** Asks how a pit gets its picture. */
@Component({
  selector: 'ppf-camera-dialog',
  imports: [CameraTestPanel, FormField, FormRoot, MatButton, MatDialogModule, MatFormField, MatInputModule],
  templateUrl: './camera-dialog.html',
  styleUrl: './dialog.scss',
})
export class CameraDialog {
  private readonly pits = inject(PitsApi);
  private readonly dialog = inject<MatDialogRef<CameraDialog, Camera>>(MatDialogRef);

  protected readonly pit = inject<Pit>(MAT_DIALOG_DATA);
  protected readonly keptPassword = this.pit.camera?.has_password === true;
  protected readonly failure = signal<string | null>(null);
  private readonly entry = signal<CameraEntry>(entryOf(this.pit.camera));
  protected readonly pulls = computed(() => this.entry().kind === 'pull');
  protected readonly changesKind = computed(
    () => this.pit.camera !== null && this.pit.camera.kind !== this.entry().kind,
  );

  /** What a test is asked for; null: the address cannot be read yet. */
  protected readonly request = computed(() => cameraRequest(this.entry()));
  private readonly known = this.pits.cameraPresets();
  /** Brands; without them the address is typed whole. */
  protected readonly presets = computed(() =>
    this.known.hasValue() ? this.known.value()?.items : undefined,
  );
  protected readonly preset = signal<CameraPreset | null>(null);

  protected readonly form = form(this.entry, rules, {
    submission: {
      action: async (tree) => {
        const request = cameraRequest(tree().value());
        if (!request) return undefined;
        this.failure.set(null);
        try {
          this.dialog.close(await this.pits.putCamera(this.pit.id, request));
          return undefined;
        } catch (problem) {
          if (!(problem instanceof ProblemError)) throw problem;
          const fault = cameraFault(problem);
          if (fault.field === null) this.failure.set(fault.text);
          const fieldTree = tree[fault.field ?? 'kind'];
          return { fieldTree, kind: problem.code, message: fault.text };
        }
      },
    },
  });

  /** Fills in what is known of a brand. */
  protected choose(id: string): void {
    this.preset.set(this.presets()?.find((each) => each.id === id) ?? null);
    this.fillIn();
  }

  private fillIn(): void {
    const preset = this.preset();
    if (!preset) return;
    this.entry.update((entry) => ({
      ...entry,
      address: withPreset(entry.address, preset),
      user: entry.user || (preset.user ?? ''),
    }));
  }

  /** What was pasted with its sign-in is taken apart, so that the password is not left in sight. */
  protected takeApart(): void {
    this.fillIn();
    const address = readCameraAddress(this.entry().address);
    if (!address || (!address.user && !address.password)) return;
    this.entry.update((entry) => ({
      ...entry,
      address: `${address.scheme}://${address.host}${address.port === null ? '' : `:${address.port}`}${address.path}`,
      user: address.user || entry.user,
      password: address.password || entry.password,
    }));
  }
}

function rules(path: SchemaPathTree<CameraEntry>): void {
  const pulls = {
    when: ({ valueOf }: { valueOf: (p: typeof path.kind) => string }) => valueOf(path.kind) === 'pull',
  };
  required(path.address, { message: 'Paste the camera’s RTSP address.', ...pulls });
  validate(path.address, ({ value, valueOf }) =>
    valueOf(path.kind) === 'push' || value() === '' || readCameraAddress(value())
      ? undefined
      : { kind: 'address', message: 'An RTSP address looks like rtsp://192.168.1.20:554/stream1' },
  );
}

function entryOf(camera: Camera | null): CameraEntry {
  return {
    kind: camera?.kind ?? 'pull',
    address: camera ? shownAddress(camera) : '',
    user: camera?.user ?? '',
    password: '',
    transport: camera?.transport ?? 'tcp',
    onDemand: camera?.on_demand ?? false,
  };
}

/** Opens the dialog, and the one with the publish key after it for a camera that sends; true when it was set. */
export async function openCameraDialog(injector: Injector, pit: Pit): Promise<boolean> {
  const opened = injector.get(MatDialog).open<CameraDialog, Pit, Camera>(CameraDialog, { data: pit });
  const camera = await firstValueFrom(opened.afterClosed());
  if (!camera) return false;
  if (camera.kind === 'push' && !camera.has_publish_key)
    await openPublishKeyDialog(injector, { ...pit, camera });
  return true;
}
