import {
  afterNextRender,
  Component,
  computed,
  type ElementRef,
  inject,
  Injector,
  signal,
  viewChild,
} from '@angular/core';
import { form, FormField } from '@angular/forms/signals';
import { MatFormField, MatInputModule } from '@angular/material/input';
import { parseTypedCameraAddress } from '@ppf/contracts';
import { addressText, portOf, subPathOf } from '../../../pits/camera/camera-address';
import { requireValidAddress, requireWholeCredentials } from './address-rules';
import { containsPassword, maskPasswords } from './address-secret';
import { isMjpeg, splitPastedCredentials } from '../../../pits/camera/camera-entry';
import { CameraFinder } from './camera-finder';
import { CameraSetupStore } from '../setup/camera-setup-store';
import { JwtMode } from '../../../pits/camera/jwt-mode';
import { cameraText } from '../../../pits/camera/texts/text';
import { StreamFinder } from './stream-finder';
import { text } from '../texts/text';

/** Asks for the address of the camera and its credentials. */
@Component({
  selector: 'ppf-address-step',
  imports: [CameraFinder, FormField, MatFormField, MatInputModule, StreamFinder],
  templateUrl: './address-step.html',
  styleUrl: '../setup/step.scss',
})
export class AddressStep {
  private readonly injector = inject(Injector);
  private readonly addressField = viewChild.required<ElementRef<HTMLInputElement>>('addressField');
  private readonly passwordField = viewChild.required<ElementRef<HTMLInputElement>>('passwordField');

  protected readonly setup = inject(CameraSetupStore);
  protected readonly jwtMode = inject(JwtMode);
  protected readonly form = form(this.setup.entry, (path) => {
    requireValidAddress(path);
    requireWholeCredentials(path, this.setup.keepsPassword);
  });
  protected readonly passwordShown = signal(false);
  /** Whether the address contains a password, which is masked like the password field. */
  protected readonly addressHasPassword = computed(() => containsPassword(this.setup.entry().address));
  protected readonly path = computed(() => {
    const path = this.setup.address()?.path ?? null;
    return path === null || this.passwordShown() ? path : maskPasswords(path);
  });
  protected readonly byBrand = computed(() => this.setup.entry().connection === 'camera');
  /** Whether the path is the default of the brand. */
  protected readonly isBrandPath = computed(
    () =>
      parseTypedCameraAddress(this.setup.entry().address).address?.path === '/' &&
      this.setup.preset()?.main_path,
  );
  /** Whether the path is neither typed nor known for the brand. */
  protected readonly isPathUnknown = computed(() => {
    const { address, preset } = this.setup;
    return address()?.path === '/' && preset()?.main_path === null;
  });
  protected readonly hasChannels = computed(
    () => this.setup.preset()?.main_path?.includes('{channel}') === true,
  );
  protected readonly port = computed(() => {
    const address = this.setup.address();
    return address && portOf(address);
  });
  protected readonly encrypted = computed(() =>
    ['rtsps', 'https'].includes(this.setup.address()?.scheme ?? ''),
  );
  protected readonly mjpeg = computed(() => isMjpeg(this.setup.address()?.scheme ?? 'rtsp'));
  /** A setting that was made earlier can be cleared in JWT mode. */
  protected readonly offersTranscoding = computed(() => !this.jwtMode.isOn() || this.setup.entry().transcode);
  /** The brand's path of the sub stream, while it is not used. */
  protected readonly brandSubPath = computed(() => {
    const [preset, { channel, subPath }] = [this.setup.preset(), this.setup.entry()];
    const path = preset && subPathOf(preset, channel);
    return path === subPath ? null : path;
  });
  protected readonly addressError = computed(() => {
    const error = this.setup.error();
    return error?.field === 'address' ? error.text : null;
  });
  protected readonly text = text;
  protected readonly EXAMPLE_HOST = '192.168.1.20';
  protected readonly EXAMPLE_URL = 'rtsp://192.168.1.20:554/stream1';
  protected readonly cameraText = cameraText;

  constructor() {
    afterNextRender(() => this.focusRequestedField());
  }

  /** Whether all fields are valid; otherwise shows the errors and focuses the first one. */
  submit(): boolean {
    this.splitCredentials();
    const tree = this.form();
    tree.markAsTouched();
    const { address, user, password, subPath, tlsFingerprint } = this.form;
    for (const field of [address, user, password, subPath, tlsFingerprint]) field().markAsTouched();
    if (tree.valid()) return true;
    tree.errorSummary()[0]?.fieldTree().focusBoundControl();
    return false;
  }

  /** Moves pasted credentials into their fields. Typed ones are moved on change. */
  protected onPaste(): void {
    afterNextRender({ read: () => this.splitCredentials() }, { injector: this.injector });
  }

  protected splitCredentials(): void {
    this.setup.answer(splitPastedCredentials(this.setup.entry()));
  }

  /** Changes the port or the path within the address. */
  protected change(part: { port: number | null } | { path: string }): void {
    const { address } = parseTypedCameraAddress(this.setup.entry().address);
    if (address) this.setup.answer({ address: addressText({ ...address, ...part }) });
  }

  protected parsePort(text: string): number | null {
    const port = Number(text);
    return Number.isInteger(port) && port >= 1 && port <= 65535 ? port : null;
  }

  protected parseOnvifPort(text: string): { port: number } | null {
    const port = this.parsePort(text);
    return port === null ? null : { port };
  }

  protected parseChannel(text: string): number {
    const channel = Number(text);
    return Number.isInteger(channel) && channel >= 1 && channel <= 256 ? channel : 1;
  }

  protected parsePath(text: string): string {
    const path = text.trim();
    return path.startsWith('/') ? path : `/${path}`;
  }

  private focusRequestedField(): void {
    const requested = this.setup.fieldToFocus();
    if (!requested) return;
    this.setup.fieldToFocus.set(null);
    const field = requested === 'password' ? this.passwordField() : this.addressField();
    field.nativeElement.focus();
    field.nativeElement.select();
  }
}
