import { Component, computed, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { problemText } from './api/problem-text';
import { SessionStore } from './session/session-store';
import { Notice } from './ui/notice';

/** The root: whatever the address asks for, or why nothing can be shown. */
@Component({
  selector: 'ppf-root',
  imports: [RouterOutlet, Notice],
  template: `
    @if (trouble(); as text) {
      <main class="trouble">
        <ppf-notice role="alert" heading="No connection to the server">
          <h1 class="ppf-sr-only">PPF Monitoring</h1>
          {{ text }}
        </ppf-notice>
      </main>
    }
    <router-outlet />
  `,
  styles: `
    .trouble {
      display: flex;
      min-height: 100dvh;
    }
  `,
})
export class App {
  private readonly session = inject(SessionStore);

  protected readonly trouble = computed(() => {
    const problem = this.session.unreachable();
    return problem ? problemText(problem) : null;
  });
}
