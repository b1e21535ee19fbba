import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import compass from 'lucide-static/icons/compass.svg';
import { Notice } from '../ui/notice';

/** No page of ours has this address. */
@Component({
  selector: 'ppf-not-found-page',
  imports: [Notice, RouterLink],
  template: `
    <h1 class="ppf-sr-only">Page not found</h1>
    <ppf-notice heading="There is no page at this address" [svg]="compass">
      The link may be old, or a letter of it is missing.
      <a action class="ppf-button ppf-button--main" routerLink="/pits">Go to the pits</a>
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
}
