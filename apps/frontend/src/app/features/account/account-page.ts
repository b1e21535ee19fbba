import { Component, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, minLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatInputModule } from '@angular/material/input';
import { AuthApi } from '../../api/auth-api';
import { faultOf, ProblemError } from '../../api/problem-error';
import { problemText } from '../../api/problem-text';
import { SessionStore } from '../../session/session-store';
import { ThemeChoice } from '../../shell/theme-choice';

/** NIST SP 800-63B: length over composition; the same bound as the API's. */
const MIN_LENGTH = 12;

/** Who one is, the theme, and a new password. */
@Component({
  selector: 'ppf-account-page',
  imports: [FormField, FormRoot, MatButton, MatFormField, MatInputModule, ThemeChoice],
  templateUrl: './account-page.html',
  styleUrl: './account-page.scss',
})
export class AccountPage {
  private readonly auth = inject(AuthApi);

  protected readonly user = inject(SessionStore).user;
  protected readonly done = signal(false);
  private readonly entry = signal({ current: '', next: '' });

  protected readonly form = form(
    this.entry,
    (path) => {
      required(path.current, { message: 'Enter the password that you use now.' });
      required(path.next, { message: 'Enter a new password.' });
      minLength(path.next, MIN_LENGTH, {
        message: `At least ${MIN_LENGTH} characters; a few words are fine.`,
      });
      maxLength(path.next, 200, { message: 'At most 200 characters.' });
    },
    {
      submission: {
        action: async (tree) => {
          const { current, next } = tree().value();
          this.done.set(false);
          try {
            await this.auth.changePassword({ current_password: current, new_password: next });
          } catch (problem) {
            if (!(problem instanceof ProblemError)) throw problem;
            const refused = faultOf(problem, 'new_password');
            if (refused !== null) return { fieldTree: tree.next, kind: problem.code, message: refused };
            return { fieldTree: tree.current, kind: problem.code, message: problemText(problem) };
          }
          tree().reset({ current: '', next: '' });
          this.done.set(true);
          return undefined;
        },
        onInvalid: (tree) => tree().errorSummary()[0]?.fieldTree().focusBoundControl(),
      },
    },
  );
}
