import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import compass from 'lucide-static/icons/compass.svg';
import { Notice } from '../ui/notice';
import { text } from './texts/text';

/** Shown for an unknown URL. */
@Component({
  selector: 'ppf-not-found-page',
  imports: [Notice, RouterLink],
  template: `
    <h1 class="ppf-sr-only">{{ text('notFound.heading') }}</h1>
    <ppf-notice [heading]="text('notFound.heading')" [svg]="compass">
      {{ text('notFound.note') }}
      <a action class="ppf-button ppf-button--main" routerLink="/pits">{{ text('notFound.action') }}</a>
    </ppf-notice>
  `,
  styles: `
    :host {
      display: flex;
      min-height: 100%;
    }
  `,
})
export class NotFoundPage {
  protected readonly compass = compass;
  protected readonly text = text;
}
