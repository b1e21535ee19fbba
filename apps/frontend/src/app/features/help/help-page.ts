import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { PASSWORD_ADVICE } from '../../session/password-advice';

/** What people ask first, on one page that also those who cannot sign in can read. */
@Component({
  selector: 'ppf-help-page',
  imports: [RouterLink],
  templateUrl: './help-page.html',
  styleUrl: './help-page.scss',
})
export class HelpPage {
  protected readonly passwordAdvice = PASSWORD_ADVICE;
}
