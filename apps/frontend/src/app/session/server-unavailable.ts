import { Component, computed, inject } from '@angular/core';
import { problemText } from '../api/problem-text';
import { commonText } from '../texts';
import { Notice } from '../ui/notice';
import { SessionStore } from './session-store';

/** Why the server is unavailable, while the sign-in state can't be determined. */
@Component({
  selector: 'ppf-server-unavailable',
  imports: [Notice],
  template: `
    @if (problem(); as message) {
      <main>
        <ppf-notice role="alert" [heading]="text('noConnection')">
          <h1 class="ppf-sr-only">{{ text('product') }}</h1>
          {{ message }}
        </ppf-notice>
      </main>
    }
  `,
  styles: `
    main {
      display: flex;
      min-height: 100dvh;
    }
  `,
})
export class ServerUnavailable {
  private readonly session = inject(SessionStore);

  protected readonly text = commonText;
  protected readonly problem = computed(() => {
    const error = this.session.unreachable();
    return error ? problemText(error) : null;
  });
}
