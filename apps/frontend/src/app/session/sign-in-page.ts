import { Component, inject, input, signal } from '@angular/core';
import { email, form, FormField, FormRoot, required } from '@angular/forms/signals';
import { MatFormField, MatInputModule } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import type { LoginRequest } from '@ppf/contracts';
import { submission } from '../api/submission';
import { Busy } from '../ui/busy';
import { FormFailure } from '../ui/form-failure';
import { toReturnUrl } from './guards';
import { PasswordField } from './password-field';
import { SessionStore } from './session-store';
import { text } from './texts/text';

/** The sign-in page. */
@Component({
  selector: 'ppf-sign-in-page',
  imports: [Busy, FormFailure, FormField, FormRoot, MatFormField, MatInputModule, PasswordField, RouterLink],
  templateUrl: './sign-in-page.html',
  styleUrl: './sign-in-page.scss',
})
export class SignInPage {
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);

  /** URL to open after the sign-in (query parameter). */
  readonly return = input<string>();
  /** Present if a sign-in has expired (query parameter). */
  readonly ended = input<string>();

  protected readonly text = text;
  protected readonly failure = signal<string | null>(null);
  protected readonly form = form(
    signal({ email: '', password: '' }),
    (path) => {
      required(path.email, { message: text('emailMissing') });
      email(path.email, { message: text('emailInvalid') });
      required(path.password, { message: text('passwordMissing') });
    },
    {
      submission: submission<LoginRequest>({
        failure: this.failure,
        send: async (entry) => {
          await this.session.signIn(entry);
          await this.router.navigateByUrl(toReturnUrl(this.return() ?? null));
        },
      }),
    },
  );
}
