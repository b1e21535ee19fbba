import { Component, computed, inject, type Injector, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { MatFormField, MatInputModule } from '@angular/material/input';
import type { AlertChannel, AlertChannelKind, Pit } from '@ppf/contracts';
import { firstValueFrom } from 'rxjs';
import { AlertsApi } from '../../../api/alerts-api';
import { submission } from '../../../api/submission';
import { type Choice, Choices } from '../../../ui/choices';
import { FormFailure } from '../../../ui/form-failure';
import { delayText } from '../alerts-text';
import { PitTicks } from './pit-ticks';
import { ownTimeZone, timeZoneChoices } from './time-zones';

/** A channel to be changed, or to be made. */
export interface ChannelToSave {
  readonly workshopId: number;
  /** Null: another one. */
  readonly channel: AlertChannel | null;
  readonly emailAvailable: boolean;
  readonly pits: readonly Pit[];
}

/** What came of it. */
export interface SavedChannel {
  readonly name: string;
  /** Of a new webhook. */
  readonly secret: string | null;
}

const DELAYS = [10, 30, 60, 120, 300, 600, 1800, 3600];
const URL_FAULT = 'An address that begins with https://, without user and password.';
const MAIL_FAULT = 'Addresses such as anna@shop.example, separated by commas.';

/** Asks whom to tell, of which pits, and after how long. */
@Component({
  selector: 'ppf-channel-dialog',
  imports: [
    Choices,
    FormFailure,
    FormField,
    FormRoot,
    MatButton,
    MatDialogModule,
    MatFormField,
    MatInputModule,
    PitTicks,
  ],
  templateUrl: './channel-dialog.html',
  styleUrl: './dialog.scss',
})
export class ChannelDialog {
  private readonly api = inject(AlertsApi);
  private readonly dialog = inject<MatDialogRef<ChannelDialog, SavedChannel>>(MatDialogRef);

  protected readonly given = inject<ChannelToSave>(MAT_DIALOG_DATA);
  protected readonly kind = signal<AlertChannelKind | null>(
    this.given.channel?.kind ?? (this.given.emailAvailable ? 'email' : 'webhook'),
  );
  protected readonly pitIds = signal<readonly number[] | null>(this.given.channel?.pit_ids ?? null);
  protected readonly failure = signal<string | null>(null);
  protected readonly kinds: readonly Choice<AlertChannelKind>[] = [
    { value: 'email', label: 'Email', note: 'People get an email.' },
    { value: 'webhook', label: 'Webhook', note: 'A program of yours gets a signed request.' },
  ];
  protected readonly mailIsMissing = computed(() => this.kind() === 'email' && !this.given.emailAvailable);
  protected readonly delays = [...new Set([...DELAYS, this.given.channel?.delay_seconds ?? 60])].sort(
    (one, other) => one - other,
  );
  protected readonly delayText = delayText;
  /** Of a channel without one, the emails are in UTC. */
  private readonly timeZone = this.given.channel ? (this.given.channel.time_zone ?? 'UTC') : ownTimeZone();
  protected readonly timeZones = timeZoneChoices(this.timeZone);
  protected readonly form = form(
    signal({
      name: this.given.channel?.name ?? '',
      url: this.given.channel?.url ?? '',
      recipients: this.given.channel?.recipients.join(', ') ?? '',
      timeZone: this.timeZone,
      delay: String(this.given.channel?.delay_seconds ?? 60),
      enabled: this.given.channel?.enabled ?? true,
    }),
    (path) => {
      required(path.name, { message: 'Give the channel a name.' });
      maxLength(path.name, 120, { message: 'At most 120 characters.' });
      validate(path.url, ({ value }) =>
        this.kind() !== 'webhook' || /^https?:\/\/[^\s@#]+$/.test(value())
          ? null
          : { kind: 'url', message: URL_FAULT },
      );
      validate(path.recipients, ({ value }) =>
        this.kind() !== 'email' || areAddresses(addressesOf(value()))
          ? null
          : { kind: 'recipients', message: MAIL_FAULT },
      );
    },
    {
      submission: submission<Entry>({
        failure: this.failure,
        fields: { 'webhook-address-refused': 'url', 'alert-channel-name-taken': 'name' },
        send: async (entry) => {
          if (this.pitIds()?.length === 0) return this.failure.set('Choose a pit, or all of them.');
          this.dialog.close(await this.save(entry));
        },
      }),
    },
  );

  private async save(entry: Entry): Promise<SavedChannel> {
    const { channel, workshopId } = this.given;
    const kind = this.kind() ?? 'webhook';
    const pitIds = this.pitIds();
    const request = {
      name: entry.name.trim(),
      enabled: entry.enabled,
      delay_seconds: Number(entry.delay),
      pit_ids: pitIds === null ? null : [...pitIds],
      ...(kind === 'webhook'
        ? { url: entry.url.trim() }
        : { recipients: addressesOf(entry.recipients), time_zone: entry.timeZone }),
    };
    if (channel) return { name: (await this.api.update(channel, request)).name, secret: null };
    const made = await this.api.create(workshopId, { kind, ...request });
    return { name: made.channel.name, secret: made.secret };
  }
}

interface Entry {
  readonly name: string;
  readonly url: string;
  readonly recipients: string;
  readonly timeZone: string;
  readonly delay: string;
  readonly enabled: boolean;
}

function addressesOf(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((each) => each !== ''))];
}

function areAddresses(texts: readonly string[]): boolean {
  return (
    texts.length > 0 && texts.length <= 20 && texts.every((each) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(each))
  );
}

/** Opens the dialog; undefined when nothing was saved. */
export async function openChannelDialog(
  injector: Injector,
  data: ChannelToSave,
): Promise<SavedChannel | undefined> {
  const opened = injector
    .get(MatDialog)
    .open<ChannelDialog, ChannelToSave, SavedChannel | ''>(ChannelDialog, { data, width: '560px' });
  // Material closes with an empty text where nothing was saved.
  return (await firstValueFrom(opened.afterClosed())) || undefined;
}
