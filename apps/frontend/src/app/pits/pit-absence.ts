import { Component, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import compass from 'lucide-static/icons/compass.svg';
import unplug from 'lucide-static/icons/unplug.svg';
import { problemText } from '../api/problem-text';
import { Notice } from '../ui/notice';
import type { PitView } from './pit-store';

/** In place of a pit that cannot be shown: why, and the way on. */
@Component({
  selector: 'ppf-pit-absence',
  imports: [Notice, RouterLink],
  template: `
    @let absence = view();
    @if (absence.kind === 'not-found') {
      <h1 class="ppf-sr-only">Pit not found</h1>
      <ppf-notice heading="There is no such pit" [svg]="compass">
        It was deleted, or it belongs to another workshop.
        <a action class="ppf-button ppf-button--main" routerLink="/pits">Go to the pits</a>
      </ppf-notice>
    } @else {
      <h1 class="ppf-sr-only">Pit</h1>
      <ppf-notice heading="The pit cannot be shown" [svg]="unplug" role="alert">
        {{ problemText(absence.problem) }}
        <button action type="button" class="ppf-button ppf-button--main" (click)="again.emit()">
          Try again
        </button>
      </ppf-notice>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex: 1;
    }
  `,
})
export class PitAbsence {
  /** Why there is none. */
  readonly view = input.required<Extract<PitView, { kind: 'not-found' | 'failed' }>>();
  /** Ask again. */
  readonly again = output();

  protected readonly compass = compass;
  protected readonly unplug = unplug;
  protected readonly problemText = problemText;
}
