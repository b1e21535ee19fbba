import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { text as sessionText } from '../../session/texts/text';
import { text } from './texts/text';

/** Answers to frequent questions. Available without a sign-in. */
@Component({
  selector: 'ppf-help-page',
  imports: [RouterLink],
  templateUrl: './help-page.html',
  styleUrl: './help-page.scss',
})
export class HelpPage {
  protected readonly passwordAdvice = sessionText('passwordAdvice');
  protected readonly text = text;
}
