import { Component, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, minLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatInputModule } from '@angular/material/input';
import type { ChangePasswordRequest } from '@ppf/contracts';
import { AuthApi } from '../../api/auth-api';
import { submission } from '../../api/submission';
import { SessionStore } from '../../session/session-store';
import { ThemeChoice } from '../../shell/theme-choice';
import { FormFailure } from '../../ui/form-failure';
import { type Segment, Segments } from '../../ui/segments';
import { type LabelPlace, LabelStore } from './label-store';

/** NIST SP 800-63B: length over composition; the same bound as the API's. */
const MIN_LENGTH = 12;

const LABEL_PLACES: readonly Segment<LabelPlace>[] = [
  { value: 'left', label: 'Left' },
  { value: 'right', label: 'Right' },
  { value: 'fade', label: 'Fade' },
];

/** Who one is, the theme, and a new password. */
@Component({
  selector: 'ppf-account-page',
  imports: [FormFailure, FormField, FormRoot, MatButton, MatFormField, MatInputModule, Segments, ThemeChoice],
  templateUrl: './account-page.html',
  styleUrl: './account-page.scss',
})
export class AccountPage {
  private readonly auth = inject(AuthApi);

  protected readonly user = inject(SessionStore).user;
  protected readonly labels = inject(LabelStore);
  protected readonly labelPlaces = LABEL_PLACES;
  protected readonly done = signal(false);
  protected readonly failure = signal<string | null>(null);
  private readonly entry = signal({ current_password: '', new_password: '' });

  protected readonly form = form(
    this.entry,
    (path) => {
      required(path.current_password, { message: 'Enter the password that you use now.' });
      required(path.new_password, { message: 'Enter a new password.' });
      minLength(path.new_password, MIN_LENGTH, {
        message: `At least ${MIN_LENGTH} characters; a few words are fine.`,
      });
      maxLength(path.new_password, 200, { message: 'At most 200 characters.' });
    },
    {
      submission: submission<ChangePasswordRequest>({
        failure: this.failure,
        fields: { 'wrong-password': 'current_password' },
        send: async (passwords) => {
          this.done.set(false);
          await this.auth.changePassword(passwords);
          this.form().reset({ current_password: '', new_password: '' });
          this.done.set(true);
        },
      }),
    },
  );
}
