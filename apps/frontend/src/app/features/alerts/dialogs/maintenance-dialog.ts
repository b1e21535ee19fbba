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
import { entryFault, entryOf, type MaintenanceEntry, requestOf } from './maintenance-entry';
import { ownTimeZone } from './time-zones';

/** A window to be changed, or to be made. */
export interface WindowToSave {
  readonly workshopId: number;
  /** Null: another one. */
  readonly window: MaintenanceWindow | null;
  readonly pits: readonly Pit[];
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].map((name, index) => ({
  name,
  number: index + 1,
}));

/** Asks when cameras may be away. */
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

  protected readonly given = inject<WindowToSave>(MAT_DIALOG_DATA);
  protected readonly kind = signal<MaintenanceKind | null>(this.given.window?.kind ?? 'weekly');
  protected readonly days = signal<readonly number[]>(this.given.window?.days ?? [1, 2, 3, 4, 5, 6, 7]);
  protected readonly zone = this.given.window?.time_zone ?? ownTimeZone();
  protected readonly failure = signal<string | null>(null);
  protected readonly weekDays = DAYS;
  protected readonly kinds: readonly Choice<MaintenanceKind>[] = [
    { value: 'weekly', label: 'Every week', note: 'Such as the nights.' },
    { value: 'once', label: 'Once', note: 'From a day and time to another.' },
  ];
  protected readonly form = form(
    signal(entryOf(this.given.window, Date.now())),
    (path) => maxLength(path.reason, 200, { message: 'At most 200 characters.' }),
    {
      submission: submission<MaintenanceEntry>({
        failure: this.failure,
        send: async (entry) => {
          const kind = this.kind() ?? 'weekly';
          const fault = entryFault(kind, entry, this.days());
          if (fault !== null) return this.failure.set(fault);
          const { workshopId, window } = this.given;
          const request = requestOf(kind, entry, this.days(), this.zone);
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

/** Opens the dialog; true when something was saved. */
export async function openMaintenanceDialog(injector: Injector, data: WindowToSave): Promise<boolean> {
  const opened = injector
    .get(MatDialog)
    .open<MaintenanceDialog, WindowToSave, boolean>(MaintenanceDialog, { data, width: '560px' });
  return (await firstValueFrom(opened.afterClosed())) ?? false;
}
