import { inject, Injector, runInInjectionContext } from '@angular/core';
import type { CanActivateFn, CanDeactivateFn, CanMatchFn, ResolveFn, Routes } from '@angular/router';
import { picturesAsked } from './player/sessions/first-session';
import { signedIn, signedOut } from './session/guards';
import { SessionStore } from './session/session-store';

const shell = () => import('./shell/shell').then(({ Shell }) => Shell);
const signInPage = () => import('./session/sign-in-page').then(({ SignInPage }) => SignInPage);
const pitsPage = () => import('./features/wall/pits-page').then(({ PitsPage }) => PitsPage);
const pitPage = () => import('./features/pit/pit-page').then(({ PitPage }) => PitPage);
const cameraPage = () => import('./features/camera/camera-page').then(({ CameraPage }) => CameraPage);
const cameraSetupPage = () =>
  import('./features/camera-setup/camera-setup-page').then(({ CameraSetupPage }) => CameraSetupPage);
const importPage = () => import('./features/import/import-page').then(({ ImportPage }) => ImportPage);
const accountPage = () => import('./features/account/account-page').then(({ AccountPage }) => AccountPage);
const mediaServersPage = () =>
  import('./features/media-servers/media-servers-page').then(({ MediaServersPage }) => MediaServersPage);
const alertsPage = () => import('./features/alerts/alerts-page').then(({ AlertsPage }) => AlertsPage);
const confirmAlertsPage = () =>
  import('./features/confirm-alerts/confirm-alerts-page').then(({ ConfirmAlertsPage }) => ConfirmAlertsPage);
const sizingPage = () => import('./features/sizing/sizing-page').then(({ SizingPage }) => SizingPage);
const helpPage = () => import('./features/help/help-page').then(({ HelpPage }) => HelpPage);
const notFoundPage = () => import('./shell/not-found-page').then(({ NotFoundPage }) => NotFoundPage);

/** Loads a page's code while the guards wait for the server; by itself the router begins only after them. */
const loading = (load: () => Promise<unknown>): CanMatchFn => {
  return () => {
    load().catch(() => undefined); // The router loads it again and reports the failure.
    return true;
  };
};

/** The picture of a pit goes before the page around it. */
const pictureFirst: CanActivateFn = () => picturesAsked().then(() => true);

const pitAddress = () => import('./pits/pit-address');

/** The pit that an address names. */
const pitIdOfAddress: ResolveFn<number> = async (route, state) => {
  const injector = inject(Injector);
  const { pitIdOfAddress: resolve } = await pitAddress();
  return runInInjectionContext(injector, () => resolve(route, state)) as Promise<number>;
};

const toPitNumber: CanActivateFn = async (route, state) => {
  const injector = inject(Injector);
  const { toPitNumber: redirect } = await pitAddress();
  return runInInjectionContext(injector, () => redirect(route, state)) as Promise<boolean>;
};

/** A page that may hold what is not saved asks before it is left. */
const asking: CanDeactivateFn<{ mayLeave(): Promise<boolean> }> = (page) =>
  // Who signed out elsewhere must not be held back: nothing of the page is to be seen any more.
  inject(SessionStore).user() === null || page.mayLeave();

/** Loads what a pit's page is made of, before the router knows that it will be wanted. */
export function loadPitPage(): void {
  for (const load of [shell, pitPage]) load().catch(() => undefined); // The router loads it again and reports it.
}

/** A pit's pages, beneath an address that says which pit. */
const pitRoutes: Routes = [
  { path: '', pathMatch: 'full', title: 'Pit', canActivate: [pictureFirst], loadComponent: pitPage },
  { path: 'camera', title: 'Camera', loadComponent: cameraPage },
  {
    path: 'camera/new',
    title: 'Set up the camera',
    loadComponent: cameraSetupPage,
    canDeactivate: [asking],
    data: { mode: 'new' },
  },
  {
    path: 'camera/edit',
    title: 'Camera',
    loadComponent: cameraSetupPage,
    canDeactivate: [asking],
    data: { mode: 'edit' },
  },
];

/** Every address of the dashboard. */
export const routes: Routes = [
  {
    path: 'sign-in',
    title: 'Sign in',
    loadComponent: signInPage,
    canActivate: [signedOut],
  },
  { path: 'confirm-alerts', title: 'Confirm alerts', loadComponent: confirmAlertsPage },
  { path: 'help', title: 'Help', loadComponent: helpPage },
  {
    path: '',
    loadComponent: shell,
    canMatch: [loading(shell)],
    canActivate: [signedIn],
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'pits' },
      { path: 'pits', title: 'Pits', canMatch: [loading(pitsPage)], loadComponent: pitsPage },
      { path: 'pits/import', title: 'Import pits', loadComponent: importPage },
      {
        path: 'workshops/:workshopId/pits/:number',
        canMatch: [loading(pitPage)],
        resolve: { id: pitIdOfAddress },
        children: pitRoutes,
      },
      // Addresses with a pit's id, from before: they lead to those with its number.
      { path: 'pits/:id', canMatch: [loading(pitPage)], canActivate: [toPitNumber], children: pitRoutes },
      { path: 'media-servers', title: 'Media servers', loadComponent: mediaServersPage },
      { path: 'alerts', title: 'Alerts', loadComponent: alertsPage },
      { path: 'media-servers/size', title: 'Plan the size', loadComponent: sizingPage },
      { path: 'account', title: 'Account', loadComponent: accountPage },
      { path: '**', title: 'Not found', loadComponent: notFoundPage },
    ],
  },
];
