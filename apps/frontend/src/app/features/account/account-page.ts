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
import { type LabelPosition, LabelStore } from './label-store';
import { text } from './texts/text';

/** Minimum length, equal to the one of the API. NIST SP 800-63B prefers length over composition rules. */
const MIN_LENGTH = 12;

const LABEL_POSITIONS: readonly Segment<LabelPosition>[] = [
  { value: 'left', label: text('labels.left') },
  { value: 'right', label: text('labels.right') },
  { value: 'fade', label: text('labels.fade') },
];

/** The user, the theme, and a form for a new password. */
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
  protected readonly labelPositions = LABEL_POSITIONS;
  protected readonly minLength = MIN_LENGTH;
  protected readonly text = text;
  protected readonly done = signal(false);
  protected readonly failure = signal<string | null>(null);
  private readonly entry = signal({ current_password: '', new_password: '' });

  protected readonly form = form(
    this.entry,
    (path) => {
      required(path.current_password, { message: text('password.currentMissing') });
      required(path.new_password, { message: text('password.newMissing') });
      minLength(path.new_password, MIN_LENGTH, {
        message: text('password.tooShort', { count: MIN_LENGTH }),
      });
      maxLength(path.new_password, 200, { message: text('password.tooLong', { count: 200 }) });
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
