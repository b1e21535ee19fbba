import type { DiagnosisFaultCode } from '@ppf/contracts';
import type { Browser, Page } from 'playwright-core';
import { PitPage, type PlayerState } from '../../pages/pit-page';
import { SignInPage } from '../../pages/sign-in-page';
import type { Credentials } from '../../world/api-client';
import { visit, type Visit } from '../../pages/browser';
import { waitFor } from '@ppf/testing';
import { wordsOf } from './troubleshooting-words';

/** The page of a pit, as a viewer uses it. */
export class PitVisit {
  readonly pit: PitPage;

  constructor(
    readonly page: Page,
    origin: string,
  ) {
    this.pit = new PitPage(page, origin);
  }

  /** Waits until the player is in a state, and uses a transport if one is given. */
  async reaches(state: PlayerState, transport?: 'webrtc' | 'hls'): Promise<void> {
    const way = transport ? `[data-transport="${transport}"]` : '';
    const player = this.page.locator(`ppf-stream-token-loader[data-state="${state}"]${way}`);
    await player.waitFor({ timeout: 60_000 });
  }

  /** Presses the button repeatedly until the card shows this fault, in the operator's text; null: no fault. */
  async says(code: DiagnosisFaultCode | null): Promise<void> {
    const expected = code && wordsOf(code);
    await waitFor(
      async () => {
        const said = await this.ask();
        if (
          expected
            ? said !== `${expected.sentence}\n${expected.fix}`
            : !said.startsWith('No problem found. Everything works')
        )
          throw new Error(said);
        return true;
      },
      `the page says ${code ?? 'that nothing is wrong'}`,
      { withinMs: 60_000 },
    );
  }

  /** Presses “Troubleshoot”. @returns The finding, and its fix on another line */
  async ask(): Promise<string> {
    const card = this.page.locator('ppf-troubleshooting-card');
    await card.getByRole('button', { name: /^(Troubleshoot|Check again)$/ }).click();
    await card.locator('mat-progress-bar').waitFor();
    await card.locator('.verdict').waitFor({ timeout: 20_000 });
    return (await card.locator('.verdict').innerText()).replace(/\s*\n\s*/g, '\n').trim();
  }
}

/** A visit of pages of pits. */
export interface PitVisitor extends Visit {
  readonly origin: string;
  readonly who: Credentials;
}

/** Signs in and opens a pit's page. */
export function visitPit(
  browser: Browser,
  { origin, who, ...options }: PitVisitor,
  pitId: number,
  body: (visit: PitVisit) => Promise<void>,
): Promise<void> {
  return visit(browser, options, async (page) => {
    const signIn = new SignInPage(page, origin);
    await signIn.open();
    await signIn.signIn(who);
    await page.waitForURL(/\/pits/);
    const visited = new PitVisit(page, origin);
    await visited.pit.open(pitId);
    await body(visited);
  });
}
