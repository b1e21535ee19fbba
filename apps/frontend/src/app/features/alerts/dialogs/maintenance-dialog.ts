import { Component, inject, type Injector, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { MatFormField, MatInputModule } from '@angular/material/input';
import type { MaintenanceKind, MaintenanceWindow, Pit } from '@ppf/contracts';
import { firstValueFrom } from 'rxjs';
import { AlertsApi } from '../../../api/alerts-api';
import { submission } from '../../../api/submission';
import { type Choice, Choices } from '../../../ui/choices';
import { FormFailure } from '../../../ui/form-failure';
import { type MaintenanceEntry, toEntry, toRequest, validateEntry } from './maintenance-entry';
import { text } from '../texts/text';
import { formatWeekday } from '../../../texts';
import { ownTimeZone } from './time-zones';

/** Input of the dialog. */
export interface MaintenanceDialogData {
  readonly workshopId: number;
  /** Null to add one. */
  readonly window: MaintenanceWindow | null;
  readonly pits: readonly Pit[];
}

/** Adds or edits maintenance times. */
@Component({
  selector: 'ppf-maintenance-dialog',
  imports: [
    Choices,
    FormFailure,
    FormField,
    FormRoot,
    MatButton,
    MatDialogModule,
    MatFormField,
    MatInputModule,
  ],
  templateUrl: './maintenance-dialog.html',
  styleUrl: './dialog.scss',
})
export class MaintenanceDialog {
  private readonly api = inject(AlertsApi);
  private readonly dialog = inject<MatDialogRef<MaintenanceDialog, boolean>>(MatDialogRef);

  protected readonly data = inject<MaintenanceDialogData>(MAT_DIALOG_DATA);
  protected readonly kind = signal<MaintenanceKind | null>(this.data.window?.kind ?? 'weekly');
  protected readonly days = signal<readonly number[]>(this.data.window?.days ?? [1, 2, 3, 4, 5, 6, 7]);
  protected readonly zone = this.data.window?.time_zone ?? ownTimeZone();
  protected readonly failure = signal<string | null>(null);
  protected readonly text = text;
  protected readonly weekDays = [1, 2, 3, 4, 5, 6, 7].map((number) => ({
    number,
    name: formatWeekday(number),
  }));
  protected readonly kinds: readonly Choice<MaintenanceKind>[] = [
    { value: 'weekly', label: text('maintenanceDialog.weekly'), note: text('maintenanceDialog.weeklyNote') },
    { value: 'once', label: text('maintenanceDialog.once'), note: text('maintenanceDialog.onceNote') },
  ];
  protected readonly form = form(
    signal(toEntry(this.data.window, Date.now())),
    (path) => maxLength(path.reason, 200, { message: text('maintenanceDialog.tooLong', { count: 200 }) }),
    {
      submission: submission<MaintenanceEntry>({
        failure: this.failure,
        send: async (entry) => {
          const kind = this.kind() ?? 'weekly';
          const error = validateEntry(kind, entry, this.days());
          if (error !== null) return this.failure.set(error);
          const { workshopId, window } = this.data;
          const request = toRequest(kind, entry, this.days(), this.zone);
          await this.api.putWindow(workshopId, window?.id ?? null, request);
          this.dialog.close(true);
        },
      }),
    },
  );

  protected toggle(day: number): void {
    this.days.update((days) =>
      days.includes(day)
        ? days.filter((each) => each !== day)
        : [...days, day].sort((one, other) => one - other),
    );
  }
}

/** Opens the dialog. @returns whether something was saved */
export async function openMaintenanceDialog(
  injector: Injector,
  data: MaintenanceDialogData,
): Promise<boolean> {
  const opened = injector
    .get(MatDialog)
    .open<MaintenanceDialog, MaintenanceDialogData, boolean>(MaintenanceDialog, { data, width: '560px' });
  return (await firstValueFrom(opened.afterClosed())) ?? false;
}
