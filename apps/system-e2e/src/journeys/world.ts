import type { ControlApi } from '@ppf/mediamtx';
import type { Browser, Page } from 'playwright-core';
import { visit, type Visit } from '../pages/browser';
import { CameraPages } from '../pages/camera-pages';
import { MediaServersPage } from '../pages/media-servers-page';
import { PitPage } from '../pages/pit-page';
import { PitsPage } from '../pages/pits-page';
import { SignInPage } from '../pages/sign-in-page';
import type { Target } from '../world/target';
import type { ApiClient, Credentials } from '../world/api-client';
import type { Product } from '../world/product';
import { waitFor } from '@ppf/testing';
import type { WorkshopUnderTest } from '../world/workshop-under-test';

/** A running product and what the journeys use to drive it. */
export interface World {
  readonly target: Target;
  readonly product: Product;
  readonly admin: ApiClient;
  readonly workshop: WorkshopUnderTest;
  readonly control: ControlApi;
  readonly browser: Browser;
}

/** The page of a visit and its page objects. */
export interface Pages {
  readonly page: Page;
  readonly signIn: SignInPage;
  readonly pits: PitsPage;
  readonly pit: PitPage;
  readonly cameras: CameraPages;
  readonly servers: MediaServersPage;
}

/** A visitor opens the dashboard without a sign-in. */
export function asVisitor(
  world: World,
  options: Visit,
  body: (pages: Pages) => Promise<void>,
): Promise<void> {
  return visit(world.browser, options, (page) => body(pagesOf(world, page)));
}

/** The staff of the workshop opens the dashboard, signed in by cookie. */
export function asStaff(world: World, options: Visit, body: (pages: Pages) => Promise<void>): Promise<void> {
  return asMember(world, world.workshop.staff, options, body);
}

/** The owner of the workshop opens the dashboard, signed in by cookie. */
export function asOwner(world: World, options: Visit, body: (pages: Pages) => Promise<void>): Promise<void> {
  return asMember(world, world.workshop.ownerCredentials, options, body);
}

/** The operator opens the dashboard, signed in by cookie. */
export function asOperator(
  world: World,
  options: Visit,
  body: (pages: Pages) => Promise<void>,
): Promise<void> {
  return asMember(world, world.product.admin, options, body);
}

/** A member opens the dashboard, signed in by cookie. */
export function asMember(
  world: World,
  data: Credentials,
  options: Visit,
  body: (pages: Pages) => Promise<void>,
): Promise<void> {
  return visit(world.browser, options, async (page) => {
    const answer = await page.context().request.post(`${world.product.origin}/api/v1/auth/login`, { data });
    if (answer.status() !== 200) throw new Error(`The sign-in returned ${answer.status()}.`);
    await body(pagesOf(world, page));
  });
}

function pagesOf({ product }: World, page: Page): Pages {
  return {
    page,
    signIn: new SignInPage(page, product.origin),
    pits: new PitsPage(page, product.origin),
    pit: new PitPage(page, product.origin),
    cameras: new CameraPages(page, product.origin),
    servers: new MediaServersPage(page, product.origin),
  };
}

/** Waits until the API reports that the pit is live. */
export async function untilLive(world: World, pitId: number, milliseconds = 30_000): Promise<void> {
  await waitFor(
    async () => {
      const { stream } = await world.workshop.api.pit(pitId);
      if (stream.status !== 'live') throw new Error(`it is ${stream.status}`);
      return stream;
    },
    `pit ${pitId} is live`,
    { withinMs: milliseconds },
  );
}

/** Ids of the WHEP sessions that read a path now. */
export async function viewersOf(world: World, path: string): Promise<string[]> {
  const sessions = await world.control.sessions.list('webrtc');
  return sessions.filter((session) => session.path === path && session.state === 'read').map(({ id }) => id);
}
