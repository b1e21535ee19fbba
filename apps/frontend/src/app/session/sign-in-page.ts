import { Component, type ElementRef, inject, input, signal, viewChild } from '@angular/core';
import type { LoginRequest } from '@ppf/contracts';
import eye from 'lucide-static/icons/eye.svg';
import eyeOff from 'lucide-static/icons/eye-off.svg';
import { ProblemError } from '../api/problem-error';
import { actionProblemText } from '../api/problem-text';
import { Busy } from '../ui/busy';
import { FormFailure } from '../ui/form-failure';
import { Icon } from '../ui/icon';
import { PRODUCT_MARK } from '../ui/product-mark';
import { AfterSignIn } from './after-sign-in';
import { CapsLock } from './caps-lock';
import { toReturnUrl } from './return-url';
import { SessionStore } from './session-store';
import { text } from './texts/text';
import { rejectedFields, type SignInErrors, validateSignIn } from './validate-sign-in';

/**
 * The sign-in page. Its form is plain HTML: Angular's forms and the form fields of Angular Material would double the code
 * that is loaded before a sign-in.
 */
@Component({
  selector: 'ppf-sign-in-page',
  imports: [Busy, CapsLock, FormFailure, Icon],
  templateUrl: './sign-in-page.html',
  styleUrl: './sign-in-page.scss',
})
export class SignInPage {
  private readonly session = inject(SessionStore);
  private readonly afterSignIn = inject(AfterSignIn);
  private readonly emailInput = viewChild.required<ElementRef<HTMLInputElement>>('emailInput');
  private readonly passwordInput = viewChild.required<ElementRef<HTMLInputElement>>('passwordInput');

  /** URL to open after the sign-in (query parameter). */
  readonly return = input<string>();
  /** Present if a sign-in has expired (query parameter). */
  readonly ended = input<string>();

  protected readonly text = text;
  protected readonly productMark = PRODUCT_MARK;
  protected readonly eye = eye;
  protected readonly eyeOff = eyeOff;
  protected readonly isPasswordShown = signal(false);
  protected readonly isSubmitting = signal(false);
  protected readonly errors = signal<SignInErrors>({});
  /** Message of a failure of the whole form; null without one. */
  protected readonly failure = signal<string | null>(null);

  /** Signs in with the values of the fields. They are read here, because password managers can fill them in silently. */
  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.isSubmitting()) return;
    const request = {
      email: this.emailInput().nativeElement.value.trim(),
      password: this.passwordInput().nativeElement.value,
    };
    this.failure.set(null);
    const errors = validateSignIn(request);
    if (errors) return this.setErrors(errors);
    this.errors.set({});
    this.isSubmitting.set(true);
    await this.signIn(request).finally(() => this.isSubmitting.set(false));
  }

  private async signIn(request: LoginRequest): Promise<void> {
    try {
      await this.session.signIn(request);
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      const errors = rejectedFields(problem);
      return errors ? this.setErrors(errors) : this.failure.set(actionProblemText(problem));
    }
    await this.afterSignIn.open(toReturnUrl(this.return() ?? null));
  }

  private setErrors(errors: SignInErrors): void {
    this.errors.set(errors);
    (errors.email ? this.emailInput() : this.passwordInput()).nativeElement.focus();
  }

  /** Removes the error of a field that the user corrects. */
  protected clearError(field: keyof LoginRequest): void {
    if (this.errors()[field]) this.errors.update(({ [field]: _, ...others }) => others);
  }
}
