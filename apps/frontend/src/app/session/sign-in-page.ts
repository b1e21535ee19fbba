import { Component, inject, input, signal } from '@angular/core';
import { email, form, FormField, FormRoot, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatInputModule } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import type { LoginRequest } from '@ppf/contracts';
import { submission } from '../api/submission';
import { FormFailure } from '../ui/form-failure';
import { returnAddress } from './guards';
import { PASSWORD_ADVICE } from './password-advice';
import { PasswordField } from './password-field';
import { SessionStore } from './session-store';

/** Sign-in: one card. */
@Component({
  selector: 'ppf-sign-in-page',
  imports: [
    FormFailure,
    FormField,
    FormRoot,
    MatButton,
    MatFormField,
    MatInputModule,
    PasswordField,
    RouterLink,
  ],
  templateUrl: './sign-in-page.html',
  styleUrl: './sign-in-page.scss',
})
export class SignInPage {
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);

  /** Where to go afterwards (query). */
  readonly return = input<string>();
  /** Set when a sign-in ended by itself (query). */
  readonly ended = input<string>();

  protected readonly passwordAdvice = PASSWORD_ADVICE;
  protected readonly failure = signal<string | null>(null);
  protected readonly form = form(
    signal({ email: '', password: '' }),
    (path) => {
      required(path.email, { message: 'Enter your email.' });
      email(path.email, { message: 'This is no email address: name@example.com' });
      required(path.password, { message: 'Enter your password.' });
    },
    {
      submission: submission<LoginRequest>({
        failure: this.failure,
        send: async (entry) => {
          await this.session.signIn(entry);
          await this.router.navigateByUrl(returnAddress(this.return() ?? null));
        },
      }),
    },
  );
}
