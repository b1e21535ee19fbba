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
import {
  form,
  FormField,
  maxLength,
  pattern,
  required,
  type SchemaPathTree,
  validate,
} from '@angular/forms/signals';
import { MatFormField, MatInputModule } from '@angular/material/input';
import { parseTypedCameraAddress } from '@ppf/contracts';
import { addressText, portOf, subPathOf } from '../../pits/camera/camera-address';
import { holdsPassword, withoutPasswords } from './address-secret';
import { type CameraEntry, isMjpeg, withCredentialsTakenOut } from '../../pits/camera/camera-entry';
import { CameraFinder } from './camera-finder';
import { CameraSetupStore } from './camera-setup-store';
import { JwtMode, NO_RE_ENCODING } from '../../pits/camera/jwt-mode';
import { StreamFinder } from './stream-finder';

/** Where is the camera, and who signs in there? */
@Component({
  selector: 'ppf-address-step',
  imports: [CameraFinder, FormField, MatFormField, MatInputModule, StreamFinder],
  templateUrl: './address-step.html',
  styleUrl: './step.scss',
})
export class AddressStep {
  private readonly injector = inject(Injector);
  private readonly addressField = viewChild.required<ElementRef<HTMLInputElement>>('addressField');
  private readonly passwordField = viewChild.required<ElementRef<HTMLInputElement>>('passwordField');

  protected readonly setup = inject(CameraSetupStore);
  protected readonly jwtMode = inject(JwtMode);
  protected readonly form = form(this.setup.entry, (path) => {
    rules(path);
    wholeSignIn(path, this.setup.keepsPassword);
  });
  protected readonly passwordShown = signal(false);
  /** Hidden like the password itself, until it is asked to be shown. */
  protected readonly addressHolds = computed(() => holdsPassword(this.setup.entry().address));
  protected readonly path = computed(() => {
    const path = this.setup.address()?.path ?? null;
    return path === null || this.passwordShown() ? path : withoutPasswords(path);
  });
  protected readonly byBrand = computed(() => this.setup.entry().connection === 'camera');
  /** What the path is when none is typed. */
  protected readonly pathIsTheBrands = computed(
    () =>
      parseTypedCameraAddress(this.setup.entry().address).address?.path === '/' &&
      this.setup.preset()?.main_path,
  );
  /** Neither typed nor known of the brand. */
  protected readonly pathIsOpen = computed(() => {
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
  /** What is set from before can be taken away. */
  protected readonly offersReEncoding = computed(() => !this.jwtMode.isOn() || this.setup.entry().transcode);
  /** The brand's path of its second stream, while it is not taken. */
  protected readonly brandsSubPath = computed(() => {
    const [preset, { channel, subPath }] = [this.setup.preset(), this.setup.entry()];
    const path = preset && subPathOf(preset, channel);
    return path === subPath ? null : path;
  });
  protected readonly addressFault = computed(() => {
    const { field } = this.setup.fault() ?? {};
    return field === 'address' ? this.setup.fault()?.text : null;
  });
  protected readonly noReEncoding = NO_RE_ENCODING;

  constructor() {
    afterNextRender(() => this.goWhereAsked());
  }

  /** Whether all is right; if not, what is wrong is shown and gone to. */
  submit(): boolean {
    this.takeApart();
    const tree = this.form();
    tree.markAsTouched();
    const { address, user, password, subPath, tlsFingerprint } = this.form;
    for (const field of [address, user, password, subPath, tlsFingerprint]) field().markAsTouched();
    if (tree.valid()) return true;
    tree.errorSummary()[0]?.fieldTree().focusBoundControl();
    return false;
  }

  /** What was pasted with its sign-in is taken apart at once; what is typed, when it is done. */
  protected pasted(): void {
    afterNextRender({ read: () => this.takeApart() }, { injector: this.injector });
  }

  protected takeApart(): void {
    this.setup.answer(withCredentialsTakenOut(this.setup.entry()));
  }

  /** Another port or path, in the address itself: there is one place that is right. */
  protected change(part: { port: number | null } | { path: string }): void {
    const { address } = parseTypedCameraAddress(this.setup.entry().address);
    if (address) this.setup.answer({ address: addressText({ ...address, ...part }) });
  }

  protected typedPort(text: string): number | null {
    const port = Number(text);
    return Number.isInteger(port) && port >= 1 && port <= 65535 ? port : null;
  }

  protected typedOnvif(text: string): { port: number } | null {
    const port = this.typedPort(text);
    return port === null ? null : { port };
  }

  protected typedChannel(text: string): number {
    const channel = Number(text);
    return Number.isInteger(channel) && channel >= 1 && channel <= 256 ? channel : 1;
  }

  protected typedPath(text: string): string {
    const path = text.trim();
    return path.startsWith('/') ? path : `/${path}`;
  }

  private goWhereAsked(): void {
    const wanted = this.setup.toChange();
    if (!wanted) return;
    this.setup.toChange.set(null);
    const field = wanted === 'password' ? this.passwordField() : this.addressField();
    field.nativeElement.focus();
    field.nativeElement.select();
  }
}

/** The media server signs in with both, or not at all; a kept password counts. */
function wholeSignIn(path: SchemaPathTree<CameraEntry>, keepsPassword: () => boolean): void {
  validate(path.user, ({ value, valueOf }) =>
    value() === '' && valueOf(path.password) !== ''
      ? { kind: 'half', message: 'A password needs its user. Enter both, or neither.' }
      : undefined,
  );
  validate(path.password, ({ value, valueOf }) =>
    value() === '' && valueOf(path.user) !== '' && !keepsPassword()
      ? { kind: 'half', message: 'A user needs its password. Enter both, or neither.' }
      : undefined,
  );
}

const NO_HTTPS =
  'Cameras over HTTPS cannot be pulled safely. Enter its http:// address in a network that you trust, or its RTSP address.';

/** What is wrong with an address: a character that must not be in it is named. */
function addressFaultText(fault: string): string {
  return fault.startsWith('must not hold')
    ? `The address ${fault}. Remove it.`
    : 'An address looks like 192.168.1.20, or rtsp://192.168.1.20:554/stream1';
}

function rules(path: SchemaPathTree<CameraEntry>): void {
  required(path.address, { message: 'Enter the camera’s address.' });
  validate(path.address, ({ value }) => {
    const { fault, address } = parseTypedCameraAddress(value());
    if (value() !== '' && address?.scheme === 'https') return { kind: 'address', message: NO_HTTPS };
    return value() === '' || fault === null
      ? undefined
      : { kind: 'address', message: addressFaultText(fault) };
  });
  validate(path.user, ({ value, valueOf }) =>
    value() !== '' && isMjpeg(parseTypedCameraAddress(valueOf(path.address)).address?.scheme ?? 'rtsp')
      ? { kind: 'mjpeg', message: 'Cameras over HTTP are fetched without signing in: leave it empty.' }
      : undefined,
  );
  maxLength(path.user, 100, { message: 'At most 100 characters.' });
  maxLength(path.password, 200, { message: 'At most 200 characters.' });
  pattern(path.subPath, /^(\/|$)/, { message: 'A path begins with a slash.' });
  pattern(path.tlsFingerprint, /^(([0-9a-f]{2}[: ]?){32})?$/i, {
    message: 'It has 64 hex digits, with or without colons.',
  });
}
