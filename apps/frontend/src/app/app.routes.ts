import { inject, Injector, runInInjectionContext } from '@angular/core';
import type { CanActivateFn, CanDeactivateFn, CanMatchFn, ResolveFn, Routes } from '@angular/router';
import { mediaRequested } from './player/sessions/claim-early-session';
import { signedIn, signedOut } from './session/guards';
import { SessionStore } from './session/session-store';
import { commonText } from './texts';

const shell = () => import('./shell/shell').then(({ Shell }) => Shell);
const signInPage = () => import('./session/sign-in-page').then(({ SignInPage }) => SignInPage);
const wallPage = () => import('./features/wall/wall-page').then(({ WallPage }) => WallPage);
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
const capacityPlanningPage = () =>
  import('./features/capacity-planning/capacity-planning-page').then(
    ({ CapacityPlanningPage }) => CapacityPlanningPage,
  );
const helpPage = () => import('./features/help/help-page').then(({ HelpPage }) => HelpPage);
const notFoundPage = () => import('./shell/not-found-page').then(({ NotFoundPage }) => NotFoundPage);

/** Starts loading the code of a page while its guards wait for the API. The router would start only after them. */
const preload = (load: () => Promise<unknown>): CanMatchFn => {
  return () => {
    load().catch(() => undefined); // The router loads it again and reports the error.
    return true;
  };
};

/** Delays the pit page until the media requests of its early session have been sent. */
const afterMediaRequests: CanActivateFn = () => mediaRequested().then(() => true);

const loadPitAddress = () => import('./pits/pit-address');

/** Resolves the pit id from the workshop and pit number in the URL. */
const pitIdOfAddress: ResolveFn<number> = async (route, state) => {
  const injector = inject(Injector);
  const { pitIdOfAddress: resolve } = await loadPitAddress();
  return runInInjectionContext(injector, () => resolve(route, state)) as Promise<number>;
};

/** Redirects from the URL with a pit id to the URL with the workshop and pit number. */
const toPitNumber: CanActivateFn = async (route, state) => {
  const injector = inject(Injector);
  const { toPitNumber: redirect } = await loadPitAddress();
  return runInInjectionContext(injector, () => redirect(route, state)) as Promise<boolean>;
};

/** Asks the user before leaving a page with unsaved changes. */
const confirmLeave: CanDeactivateFn<{ mayLeave(): Promise<boolean> }> = (page) =>
  // After a sign-out in another tab, the page must close without a question.
  inject(SessionStore).user() === null || page.mayLeave();

/** Loads the code of the pit page before the router needs it. */
export function loadPitPage(): void {
  for (const load of [shell, pitPage]) load().catch(() => undefined); // The router loads it again and reports the error.
}

/** Routes below the URL of one pit. */
const pitRoutes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: () => commonText('page.pit'),
    canActivate: [afterMediaRequests],
    loadComponent: pitPage,
  },
  { path: 'camera', title: () => commonText('page.camera'), loadComponent: cameraPage },
  {
    path: 'camera/new',
    title: () => commonText('page.setUpCamera'),
    loadComponent: cameraSetupPage,
    canDeactivate: [confirmLeave],
    data: { mode: 'new' },
  },
  {
    path: 'camera/edit',
    title: () => commonText('page.camera'),
    loadComponent: cameraSetupPage,
    canDeactivate: [confirmLeave],
    data: { mode: 'edit' },
  },
];

/** All routes of the dashboard. */
export const routes: Routes = [
  {
    path: 'sign-in',
    title: () => commonText('page.signIn'),
    loadComponent: signInPage,
    canActivate: [signedOut],
  },
  { path: 'confirm-alerts', title: () => commonText('page.confirmAlerts'), loadComponent: confirmAlertsPage },
  { path: 'help', title: () => commonText('page.help'), loadComponent: helpPage },
  {
    path: '',
    loadComponent: shell,
    canMatch: [preload(shell)],
    canActivate: [signedIn],
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'pits' },
      {
        path: 'pits',
        title: () => commonText('page.pits'),
        canMatch: [preload(wallPage)],
        loadComponent: wallPage,
      },
      { path: 'pits/import', title: () => commonText('page.importPits'), loadComponent: importPage },
      {
        path: 'workshops/:workshopId/pits/:number',
        canMatch: [preload(pitPage)],
        resolve: { id: pitIdOfAddress },
        children: pitRoutes,
      },
      // Former URLs with a pit id redirect to those with the pit number.
      { path: 'pits/:id', canMatch: [preload(pitPage)], canActivate: [toPitNumber], children: pitRoutes },
      {
        path: 'media-servers',
        title: () => commonText('page.mediaServers'),
        loadComponent: mediaServersPage,
      },
      { path: 'alerts', title: () => commonText('page.alerts'), loadComponent: alertsPage },
      {
        path: 'media-servers/capacity',
        title: () => commonText('page.capacityPlanning'),
        loadComponent: capacityPlanningPage,
      },
      // The former URL of that page.
      { path: 'media-servers/size', redirectTo: 'media-servers/capacity' },
      { path: 'account', title: () => commonText('page.account'), loadComponent: accountPage },
      { path: '**', title: () => commonText('page.notFound'), loadComponent: notFoundPage },
    ],
  },
];
