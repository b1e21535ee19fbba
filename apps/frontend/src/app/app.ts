import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { ServerUnavailable } from './session/server-unavailable';

/** The root component: the page of the URL, or the reason why the server is unavailable. */
@Component({
  selector: 'ppf-root',
  imports: [RouterOutlet, ServerUnavailable],
  template: `
    <ppf-server-unavailable />
    <router-outlet />
  `,
})
export class App {}
