import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { StreamTokenResponse, ViewingSession } from '@ppf/contracts';
import { hasFfmpeg } from '../media/ffmpeg';
import { makeWebRtcImpossible } from '../pages/probe';
import { pause, waitFor } from '../world/wait-for';
import { asOwner, asStaff, type Pages, type TheWorld, untilLive } from '../world/world';
import { expectMovingPicture } from './watching-journey';

/** From the owner's word to the viewer's picture being gone. */
const GONE_WITHIN_MS = 2000;
/** HLS up to v1.17.1 has no session to end: the next segment is refused, and a segment takes a second or two. */
const GONE_OVER_HLS_WITHIN_MS = 5000;

/** Who watches: seen, ended, told why, and recorded. */
export function viewingJourney(world: TheWorld): void {
  const whereFfmpegIs = hasFfmpeg() ? it : it.skip;

  /** Begun first and looked at last: a lease and its grace are twenty seconds. */
  let leased: Promise<{ readonly player: ChildProcess; readonly id: number }> | undefined;

  beforeAll(async () => {
    await untilLive(world(), world().workshop.pushed.id);
    if (hasFfmpeg()) leased = renewedOnce();
    leased?.catch(() => undefined);
    await untilLive(world(), world().workshop.steady.id);
  }, 60_000);

  async function renewedOnce(): Promise<{ readonly player: ChildProcess; readonly id: number }> {
    const { api, owner, pushed } = world().workshop;
    const token = await api.streamToken(pushed.id);
    const player = plays(token);
    const { id } = await waitFor('it plays', 15_000, async () =>
      (await owner.viewingSessions(pushed.id, true)).items.find(({ protocol }) => protocol === 'rtsp'),
    );
    const jti = token.authorization.slice('Bearer '.length).split(':')[0] ?? '';
    expect(await api.renewViewings([jti])).toMatchObject({ ended: [] });
    return { player, id };
  }

  const watching = async (): Promise<readonly ViewingSession[]> =>
    (await world().workshop.owner.viewingSessions(world().workshop.steady.id, true)).items;
  const sessionOf = (protocol: string): Promise<ViewingSession> =>
    waitFor(`somebody watches by ${protocol}`, 15_000, async () =>
      (await watching()).find((each) => each.protocol === protocol && each.viewer.name === 'staff'),
    );
  const ended = (id: number): Promise<ViewingSession> =>
    waitFor(`the end of session ${id} is recorded`, 15_000, async () =>
      (await world().workshop.owner.viewingSessions(world().workshop.steady.id, false)).items.find(
        (each) => each.id === id,
      ),
    );
  const nobody = () =>
    waitFor('nobody watches', 40_000, async () => ((await watching()).length === 0 ? true : undefined));
  beforeEach(nobody, 60_000);

  it('shows the owner who watches; ended, the picture is gone within two seconds and says why', async () => {
    await asStaff(world(), {}, async (viewer) => {
      await viewer.pit.open(world().workshop.steady.id);
      await viewer.pit.reaches(['live'], 15_000);
      const { id } = await sessionOf('webrtc');
      await asOwner(world(), {}, async ({ page, pit }) => {
        await pit.open(world().workshop.steady.id);
        await page.getByRole('button', { name: /^End the viewing session of staff/ }).click();
        const sure = page.getByRole('alertdialog');
        expect(await sure.innerText()).toContain('The video stops immediately');
        const began = Date.now();
        await sure.getByRole('button', { name: 'End viewing session' }).click();
        await viewer.pit.reaches(['denied'], GONE_WITHIN_MS);
        expect(Date.now() - began).toBeLessThan(GONE_WITHIN_MS);
        await page
          .getByRole('button', { name: /^End the viewing session of staff/ })
          .waitFor({ state: 'detached' });
      });
      await expectEnded(viewer);
      expect(await ended(id)).toMatchObject({ end_reason: 'ended-by-owner', ended_by: 'owner' });
      await viewer.page.getByRole('button', { name: 'Watch again' }).click();
      await viewer.pit.reaches(['live'], 15_000);
      await expectMovingPicture(viewer.pit);
    });
  });

  it('ends HLS too, and the player does not come back by itself', async () => {
    await asStaff(world(), { before: [makeWebRtcImpossible] }, async (viewer) => {
      await viewer.pit.open(world().workshop.steady.id);
      await viewer.pit.reaches(['live'], 25_000);
      const { id } = await sessionOf('hls');
      await world().workshop.owner.endViewing(id);
      await viewer.pit.reaches(['denied'], GONE_OVER_HLS_WITHIN_MS);
      await expectEnded(viewer);
      expect((await ended(id)).end_reason).toBe('ended-by-owner');
    });
  });

  whereFfmpegIs('disconnects a player of RTSP within two seconds', async () => {
    const player = plays(await world().workshop.api.streamToken(world().workshop.steady.id));
    const { id, address } = await sessionOf('rtsp');
    expect(address).toBe('127.0.0.1');
    const gone = once(player, 'exit');
    const began = Date.now();
    expect(await world().workshop.owner.endViewing(id)).toMatchObject({ end_reason: 'ended-by-owner' });
    expect(Date.now() - began).toBeLessThan(GONE_WITHIN_MS);
    await gone;
    expect(Date.now() - began).toBeLessThan(GONE_WITHIN_MS + 1000);
  });

  it('records how long somebody watched and how much was sent, when they leave the page', async () => {
    await asStaff(world(), {}, async ({ page, pit }) => {
      await pit.open(world().workshop.steady.id);
      await pit.reaches(['live'], 15_000);
      const { id } = await sessionOf('webrtc');
      await pause(3000);
      await page.goto('about:blank');
      const session = await ended(id);
      expect(session).toMatchObject({ end_reason: 'left', ended_by: null, viewer: { kind: 'user' } });
      expect(session.bytes_sent).toBeGreaterThan(10_000);
    });
  });

  whereFfmpegIs('has ended meanwhile what was renewed once and then no more', async () => {
    const { player, id } = (await leased) ?? {};
    if (player && player.exitCode === null) await once(player, 'exit');
    await waitFor('its end is recorded', 15_000, async () => {
      const { owner, pushed } = world().workshop;
      const session = (await owner.viewingSessions(pushed.id, false)).items.find((each) => each.id === id);
      return session?.end_reason === 'lease-ended' ? true : undefined;
    });
  });

  async function expectEnded({ page, pit }: Pages): Promise<void> {
    await page
      .getByText(/Ended by your workshop at \d\d:\d\d\./)
      .first()
      .waitFor();
    const before = await pit.frames();
    await pause(1500);
    expect((await pit.frames()).presented).toBe(before.presented);
    expect(await pit.state()).toBe('denied');
  }
}

/** Plays over RTSP until the media server hangs up. */
function plays({ rtsp_url: url }: StreamTokenResponse): ChildProcess {
  const args = ['-v', 'quiet', '-rtsp_transport', 'tcp', '-i', url, '-c', 'copy', '-f', 'null', '-'];
  const player = spawn('ffmpeg', args, { stdio: 'ignore' });
  const patience = setTimeout(() => player.kill('SIGKILL'), 90_000);
  player.once('exit', () => clearTimeout(patience));
  return player;
}
