import { Component, computed, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { problemText } from './api/problem-text';
import { SessionStore } from './session/session-store';
import { commonText } from './texts';
import { Notice } from './ui/notice';

/** The root component: the page of the URL, or why the server is unavailable. */
@Component({
  selector: 'ppf-root',
  imports: [RouterOutlet, Notice],
  template: `
    @if (problem(); as message) {
      <main class="unavailable">
        <ppf-notice role="alert" [heading]="text('noConnection')">
          <h1 class="ppf-sr-only">{{ text('product') }}</h1>
          {{ message }}
        </ppf-notice>
      </main>
    }
    <router-outlet />
  `,
  styles: `
    .unavailable {
      display: flex;
      min-height: 100dvh;
    }
  `,
})
export class App {
  private readonly session = inject(SessionStore);

  protected readonly text = commonText;
  protected readonly problem = computed(() => {
    const error = this.session.unreachable();
    return error ? problemText(error) : null;
  });
}
