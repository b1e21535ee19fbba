import type { Page } from 'playwright-core';
import { setTimeout as pause } from 'node:timers/promises';

export type PlayerState =
  'connecting' | 'live' | 'stalled' | 'reconnecting' | 'waiting' | 'denied' | 'unsupported';

/** Frames so far. */
export interface Frames {
  /** Frames presented by video elements (requestVideoFrameCallback). */
  readonly presented: number;
  /** `framesDecoded` of the peer connections, or of the video element for HLS. */
  readonly decoded: number;
  readonly width: number;
  readonly height: number;
  /** The current picture as a data URL, to compare pictures. */
  readonly picture: string;
}

/** `/pits/:id`. */
export class PitPage {
  constructor(
    readonly page: Page,
    private readonly origin: string,
  ) {}

  async open(pitId: number): Promise<void> {
    await this.page.goto(`${this.origin}/pits/${pitId}`);
    await this.page.locator('[data-state][data-transport]').waitFor();
  }

  state(): Promise<string> {
    return this.attribute('data-state');
  }

  transport(): Promise<string> {
    return this.attribute('data-transport');
  }

  /** Waits for one of the states and returns it. */
  async reaches(states: readonly PlayerState[], milliseconds: number): Promise<string> {
    const choice = states.map((state) => `[data-state="${state}"][data-transport]`).join(', ');
    await this.page.locator(choice).first().waitFor({ state: 'attached', timeout: milliseconds });
    return this.state();
  }

  /** Waits until it is live over a transport. The first picture can come from another one (`preroll`). */
  async playsOver(transport: 'webrtc' | 'hls', milliseconds: number): Promise<void> {
    const choice = `[data-state="live"][data-transport="${transport}"]`;
    await this.page.locator(choice).first().waitFor({ state: 'attached', timeout: milliseconds });
  }

  /** Whether the video or its overlay shows LIVE. */
  async saysLive(): Promise<boolean> {
    const text = await this.page.locator('[data-state][data-transport]').innerText();
    return /\blive\b(?! since)/i.test(text.replace(/offline/gi, ''));
  }

  /** Opens “Troubleshoot” on the video. @returns The finding and its fix */
  async troubleshoot(): Promise<string> {
    // The card below the picture has a button of the same name.
    await this.page
      .locator('[data-state][data-transport]')
      .getByRole('button', { name: 'Troubleshoot' })
      .click();
    const verdict = this.page.locator('ppf-troubleshooting-card .verdict');
    await verdict.waitFor({ timeout: 20_000 });
    return verdict.innerText();
  }

  /** The outages that the page lists, newest first. */
  async outages(): Promise<string[]> {
    await this.page.locator('ppf-history-timeline').waitFor();
    const list = this.page.getByRole('list', { name: /^Outages of/ });
    return list.getByRole('listitem').allInnerTexts();
  }

  frames(): Promise<Frames> {
    return this.page.evaluate(countFrames);
  }

  /** Counts the frames of a period, and compares the picture before and after it. */
  async movement(milliseconds: number): Promise<{ presented: number; decoded: number; changed: boolean }> {
    const before = await this.frames();
    await pause(milliseconds);
    const after = await this.frames();
    return {
      presented: after.presented - before.presented,
      decoded: after.decoded - before.decoded,
      changed: after.picture !== before.picture,
    };
  }

  private async attribute(name: string): Promise<string> {
    const player = this.page.locator('[data-state][data-transport]');
    return (await player.getAttribute(name)) ?? '';
  }
}

/** Runs in the page. */
async function countFrames(): Promise<Frames> {
  let decoded = 0;
  for (const peer of window.probe.peers) {
    if (peer.connectionState === 'closed') continue;
    for (const report of (await peer.getStats()).values()) {
      if (report.type === 'inbound-rtp' && report.kind === 'video') decoded += report.framesDecoded ?? 0;
    }
  }
  const videos = [...document.querySelectorAll<HTMLVideoElement>('video[data-testid="pit-video"]')];
  const video = videos.find(({ videoWidth }) => videoWidth > 0);
  if (decoded === 0) decoded = video?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
  let picture = '';
  if (video) {
    const canvas = document.createElement('canvas');
    canvas.width = 160;
    canvas.height = 90;
    const drawing = canvas.getContext('2d');
    drawing?.drawImage(video, 0, 0, canvas.width, canvas.height);
    picture = canvas.toDataURL('image/png');
  }
  return {
    presented: window.probe.presented,
    decoded,
    width: video?.videoWidth ?? 0,
    height: video?.videoHeight ?? 0,
    picture,
  };
}
