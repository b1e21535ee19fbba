import { Component, effect, inject, type Injector, signal } from '@angular/core';
import { form, FormRoot, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatDialog, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { submission } from '../api/submission';
import { FormFailure } from '../ui/form-failure';
import { PasswordField } from './password-field';
import { SessionStore } from './session-store';

/**
 * Asks the person whose sign-in has ended to sign in again, over the page where they were: what they have entered there
 * stays, and what they have sent goes on. Closes by itself when they sign in in another tab.
 */
@Component({
  selector: 'ppf-sign-in-again-dialog',
  imports: [FormFailure, FormRoot, MatButton, MatDialogModule, PasswordField],
  template: `
    <form [formRoot]="form" novalidate>
      <h2 mat-dialog-title>Sign in again</h2>
      <mat-dialog-content>
        <p>Your sign-in has ended. Everything on this page stays as it is.</p>
        <!-- Password managers look for the name beside the password. -->
        <p class="who">
          <span class="ppf-muted">Email</span>
          <input readonly tabindex="-1" autocomplete="username" aria-label="Email" [value]="email" />
        </p>
        <ppf-password-field [field]="form.password" />
      </mat-dialog-content>
      <ppf-form-failure [text]="failure()" />
      <mat-dialog-actions align="end">
        <button mat-button type="button" (click)="leave()">Leave this page</button>
        <button mat-flat-button type="submit" [disabled]="form().submitting()" disabledInteractive>
          Sign in
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

  protected readonly email = this.session.user()?.email ?? '';
  protected readonly failure = signal<string | null>(null);
  protected readonly form = form(
    signal({ password: '' }),
    (path) => required(path.password, { message: 'Enter your password.' }),
    {
      submission: submission<{ password: string }>({
        failure: this.failure,
        send: ({ password }) => this.session.signIn({ email: this.email, password }),
      }),
    },
  );

  constructor() {
    effect(() => {
      if (!this.session.hasLapsed()) this.dialog.close();
    });
  }

  /** To the sign-in page, perhaps as another person. */
  protected leave(): void {
    this.session.giveUp();
  }
}

/** Opens the dialog once; it cannot be closed but by signing in or leaving. */
export function openSignInAgainDialog(injector: Injector): void {
  const dialogs = injector.get(MatDialog);
  const id = 'ppf-sign-in-again';
  if (!dialogs.getDialogById(id)) dialogs.open(SignInAgainDialog, { id, disableClose: true, width: '400px' });
}
