import { Component, effect, inject, type Injector, signal } from '@angular/core';
import { form, FormRoot, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatDialog, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { submission } from '../api/submission';
import { FormFailure } from '../ui/form-failure';
import { PasswordField } from './password-field';
import { SessionStore } from './session-store';
import { text } from './texts/text';

/**
 * Lets a user whose sign-in has expired sign in again above the current page. Form input is kept, and pending requests
 * continue. Closes when the user signs in in another tab.
 */
@Component({
  selector: 'ppf-sign-in-again-dialog',
  imports: [FormFailure, FormRoot, MatButton, MatDialogModule, PasswordField],
  template: `
    <form [formRoot]="form" novalidate>
      <h2 mat-dialog-title>{{ text('again.heading') }}</h2>
      <mat-dialog-content>
        <p>{{ text('again.note') }}</p>
        <!-- Password managers need the user name beside the password. -->
        <p class="who">
          <span class="ppf-muted">{{ text('email') }}</span>
          <input
            readonly
            tabindex="-1"
            autocomplete="username"
            [attr.aria-label]="text('email')"
            [value]="email"
          />
        </p>
        <ppf-password-field [field]="form.password" />
      </mat-dialog-content>
      <ppf-form-failure [text]="failure()" />
      <mat-dialog-actions align="end">
        <button mat-button type="button" (click)="leave()">{{ text('again.leave') }}</button>
        <button mat-flat-button type="submit" [disabled]="form().submitting()" disabledInteractive>
          {{ text('signIn') }}
        </button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    .who {
      display: flex;
      flex-direction: column;
      margin: 16px 0;
    }
    input[readonly] {
      width: 100%;
      padding: 0;
      border: 0;
      background: none;
      color: inherit;
      font: inherit;
      font-weight: 600;
      text-overflow: ellipsis;
    }
  `,
})
export class SignInAgainDialog {
  private readonly session = inject(SessionStore);
  private readonly dialog = inject<MatDialogRef<SignInAgainDialog, void>>(MatDialogRef);

  protected readonly text = text;
  protected readonly email = this.session.user()?.email ?? '';
  protected readonly failure = signal<string | null>(null);
  protected readonly form = form(
    signal({ password: '' }),
    (path) => required(path.password, { message: text('passwordMissing') }),
    {
      submission: submission<{ password: string }>({
        failure: this.failure,
        send: ({ password }) => this.session.signIn({ email: this.email, password }),
      }),
    },
  );

  constructor() {
    effect(() => {
      if (!this.session.hasExpired()) this.dialog.close();
    });
  }

  /** Opens the sign-in page, for example to sign in as another user. */
  protected leave(): void {
    this.session.giveUp();
  }
}

/** Opens the dialog once. It closes only by signing in or leaving. */
export function openSignInAgainDialog(injector: Injector): void {
  const dialogs = injector.get(MatDialog);
  const id = 'ppf-sign-in-again';
  if (!dialogs.getDialogById(id)) dialogs.open(SignInAgainDialog, { id, disableClose: true, width: '400px' });
}
