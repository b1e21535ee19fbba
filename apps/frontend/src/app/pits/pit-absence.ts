import { Component, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import compass from 'lucide-static/icons/compass.svg';
import unplug from 'lucide-static/icons/unplug.svg';
import { problemText } from '../api/problem-text';
import { commonText } from '../texts';
import { Notice } from '../ui/notice';
import type { PitView } from './pit-store';
import { pitsText } from './texts/text';

/** Shown in place of a pit that can't be shown: the reason, and what to do. */
@Component({
  selector: 'ppf-pit-unavailable',
  imports: [Notice, RouterLink],
  template: `
    @let state = view();
    @if (state.kind === 'not-found') {
      <h1 class="ppf-sr-only">{{ text('unavailable.notFoundTitle') }}</h1>
      <ppf-notice [heading]="text('unavailable.notFound')" [svg]="compass">
        {{ text('unavailable.notFoundHint') }}
        <a action class="ppf-button ppf-button--main" routerLink="/pits">{{ common('goToPits') }}</a>
      </ppf-notice>
    } @else {
      <h1 class="ppf-sr-only">{{ text('label.unknown') }}</h1>
      <ppf-notice [heading]="text('unavailable.failed')" [svg]="unplug" role="alert">
        {{ problemText(state.problem) }}
        <button action type="button" class="ppf-button ppf-button--main" (click)="retry.emit()">
          {{ common('tryAgain') }}
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
export class PitUnavailable {
  /** Why the pit can't be shown. */
  readonly view = input.required<Extract<PitView, { kind: 'not-found' | 'failed' }>>();
  /** Emitted when the user requests to load the pit again. */
  readonly retry = output();

  protected readonly text = pitsText;
  protected readonly common = commonText;
  protected readonly compass = compass;
  protected readonly unplug = unplug;
  protected readonly problemText = problemText;
}
