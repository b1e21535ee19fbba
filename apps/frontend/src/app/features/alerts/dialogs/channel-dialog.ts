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
import { text } from '../texts/text';
import { PitSelection } from './pit-selection';
import { ownTimeZone, timeZoneChoices } from './time-zones';

/** Input of the dialog. */
export interface ChannelDialogData {
  readonly workshopId: number;
  /** Null to add one. */
  readonly channel: AlertChannel | null;
  readonly emailAvailable: boolean;
  readonly pits: readonly Pit[];
}

/** Result of the dialog. */
export interface SavedChannel {
  readonly name: string;
  /** Signing secret of a new webhook; null otherwise. */
  readonly secret: string | null;
}

const DELAYS_S = [10, 30, 60, 120, 300, 600, 1800, 3600];

/** Adds or edits an alert channel. */
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
    PitSelection,
  ],
  templateUrl: './channel-dialog.html',
  styleUrl: './dialog.scss',
})
export class ChannelDialog {
  private readonly api = inject(AlertsApi);
  private readonly dialog = inject<MatDialogRef<ChannelDialog, SavedChannel>>(MatDialogRef);

  protected readonly data = inject<ChannelDialogData>(MAT_DIALOG_DATA);
  protected readonly kind = signal<AlertChannelKind | null>(
    this.data.channel?.kind ?? (this.data.emailAvailable ? 'email' : 'webhook'),
  );
  protected readonly pitIds = signal<readonly number[] | null>(this.data.channel?.pit_ids ?? null);
  protected readonly failure = signal<string | null>(null);
  protected readonly kinds: readonly Choice<AlertChannelKind>[] = [
    { value: 'email', label: text('channelDialog.email'), note: text('channelDialog.emailNote') },
    { value: 'webhook', label: text('channelDialog.webhook'), note: text('channelDialog.webhookNote') },
  ];
  protected readonly isMailMissing = computed(() => this.kind() === 'email' && !this.data.emailAvailable);
  protected readonly delays = [...new Set([...DELAYS_S, this.data.channel?.delay_seconds ?? 60])].sort(
    (one, other) => one - other,
  );
  protected readonly delayText = delayText;
  protected readonly text = text;
  /** A channel without a time zone uses UTC. */
  private readonly timeZone = this.data.channel ? (this.data.channel.time_zone ?? 'UTC') : ownTimeZone();
  protected readonly timeZones = timeZoneChoices(this.timeZone);
  protected readonly form = form(
    signal({
      name: this.data.channel?.name ?? '',
      url: this.data.channel?.url ?? '',
      recipients: this.data.channel?.recipients.join(', ') ?? '',
      timeZone: this.timeZone,
      delay: String(this.data.channel?.delay_seconds ?? 60),
      enabled: this.data.channel?.enabled ?? true,
    }),
    (path) => {
      required(path.name, { message: text('channelDialog.nameMissing') });
      maxLength(path.name, 120, { message: text('channelDialog.tooLong', { count: 120 }) });
      validate(path.url, ({ value }) =>
        this.kind() !== 'webhook' || /^https?:\/\/[^\s@#]+$/.test(value())
          ? null
          : { kind: 'url', message: text('channelDialog.urlInvalid') },
      );
      validate(path.recipients, ({ value }) =>
        this.kind() !== 'email' || areAddresses(parseAddresses(value()))
          ? null
          : { kind: 'recipients', message: text('channelDialog.recipientsInvalid') },
      );
    },
    {
      submission: submission<Entry>({
        failure: this.failure,
        fields: { 'webhook-address-refused': 'url', 'alert-channel-name-taken': 'name' },
        send: async (entry) => {
          if (this.pitIds()?.length === 0) return this.failure.set(text('channelDialog.pitMissing'));
          this.dialog.close(await this.save(entry));
        },
      }),
    },
  );

  private async save(entry: Entry): Promise<SavedChannel> {
    const { channel, workshopId } = this.data;
    const kind = this.kind() ?? 'webhook';
    const pitIds = this.pitIds();
    const request = {
      name: entry.name.trim(),
      enabled: entry.enabled,
      delay_seconds: Number(entry.delay),
      pit_ids: pitIds === null ? null : [...pitIds],
      ...(kind === 'webhook'
        ? { url: entry.url.trim() }
        : { recipients: parseAddresses(entry.recipients), time_zone: entry.timeZone }),
    };
    if (channel) return { name: (await this.api.update(channel, request)).name, secret: null };
    const created = await this.api.create(workshopId, { kind, ...request });
    return { name: created.channel.name, secret: created.secret };
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

function parseAddresses(list: string): string[] {
  return [...new Set(list.split(/[\s,;]+/).filter((each) => each !== ''))];
}

function areAddresses(texts: readonly string[]): boolean {
  return (
    texts.length > 0 && texts.length <= 20 && texts.every((each) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(each))
  );
}

/** Opens the dialog. @returns undefined if nothing was saved */
export async function openChannelDialog(
  injector: Injector,
  data: ChannelDialogData,
): Promise<SavedChannel | undefined> {
  const opened = injector
    .get(MatDialog)
    .open<ChannelDialog, ChannelDialogData, SavedChannel | ''>(ChannelDialog, { data, width: '560px' });
  // `mat-dialog-close` without a value returns an empty string.
  return (await firstValueFrom(opened.afterClosed())) || undefined;
}
