import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { AccessTokenResponse, Pit } from '@ppf/contracts';
import { type SampleCamera } from '@ppf/sample-cameras';
import { SIMULATOR } from '../world/target';
import { ApiProblem, type ApiClient } from '../world/api-client';
import { openEventStream, waitFor } from '@ppf/testing';
import { setTimeout as pause } from 'node:timers/promises';
import { heals } from './world/healing';
import { sendHookRequest, viewerOf } from './world/hook-client';
import {
  CAMERA,
  pitWithCamera,
  startInstallation,
  untilStatus,
  type Installation,
} from './world/installation';
import { mediaServerProcess } from './world/media-server-process';
import { findFaketime, shiftedClock, type ShiftedClock } from './world/shifted-clock';

const HOUR = 3600;
const library = findFaketime();
if (!library) {
  process.stderr.write(
    'Skipped: the clock test. It needs libfaketime (Debian, Ubuntu: apt-get install faketime).\n',
  );
}

function describeClockJumps(faketime: string): void {
  let installation: Installation;
  let clock: ShiftedClock;
  let admin: ApiClient;
  let workshopId: number;
  let pit: Pit;
  let camera: SampleCamera;
  let number = 1;

  beforeEach(async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-clock-'));
    clock = shiftedClock(faketime, folder);
    installation = await startInstallation(clock.settings);
    installation.atEnd(() => rmSync(folder, { recursive: true, force: true }));
    const { ports, hookUrl } = installation;
    const place = { apiPort: ports.api, rtspPort: ports.rtsp, hookUrl };
    const server = mediaServerProcess(SIMULATOR, installation.folder, place);
    installation.atEnd(() => server.signal('SIGKILL'));
    await server.start();
    admin = await installation.signIn();
    workshopId = (await admin.createWorkshop('Clock Tower')).id;
    ({ pit, camera } = await pitWithCamera(installation, admin, workshopId, number));
    await untilStatus(admin, pit.id, ['live'], 30_000);
  });
  afterEach(() => installation?.stop());

  /** The cookie and the access token of a new sign-in. */
  async function signInByCookie(): Promise<{ cookie: string; accessToken: string }> {
    const member = { email: `m${number}@example.org`, password: 'a-long-enough-password' };
    await admin.createMember(workshopId, { ...member, display_name: 'm', role: 'staff' });
    return auth('login', { body: JSON.stringify(member), headers: { 'content-type': 'application/json' } });
  }

  async function auth(call: string, request: RequestInit): Promise<{ cookie: string; accessToken: string }> {
    const answer = await fetch(`${installation.backend.origin}/api/v1/auth/${call}`, {
      method: 'POST',
      ...request,
    });
    if (!answer.ok) throw new Error(`/auth/${call} answered ${answer.status}: ${await answer.text()}`);
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const { access_token } = (await answer.json()) as AccessTokenResponse;
    return { cookie, accessToken: access_token };
  }

  /** Checks that must pass before and after a jump: sign-in, viewing, camera setup and dashboard. */
  async function expectEverythingWorks(fault: string): Promise<void> {
    const jumped = performance.now();
    admin = await installation.signIn();
    const token = await admin.streamToken(pit.id);
    expect((await sendHookRequest(installation.hookUrl, viewerOf(token))).status).toBe(204);
    expect((await admin.pit(pit.id)).stream.status).toBe('live');
    const listener = await openEventStream(installation.backend.origin, admin.accessToken);
    const made = await admin.createPit(workshopId, (number += 1));
    await admin.putCamera(made.id, {
      kind: 'pull',
      host: '127.0.0.1',
      port: camera.port,
      path: '/stream1',
      ...CAMERA,
    });
    await heals({ fault, on: 'simulator', healed: 'new camera live', promised: 10_000 }, jumped, () =>
      untilStatus(admin, made.id, ['live'], 20_000),
    );
    await camera.stop();
    const stopped = performance.now();
    await heals(
      { fault, on: 'simulator', healed: 'camera reported offline', promised: 10_000 },
      stopped,
      () =>
        waitFor(
          () => listener.events.find(({ event, data }) => event === 'pit-stream' && isGone(data, pit.id)),
          'the event arrives',
          { withinMs: 20_000 },
        ),
    );
    await camera.restart();
    await untilStatus(admin, pit.id, ['live'], 20_000);
    expect(listener.ended).toBe(false);
    listener.close();
  }

  it('continues when the clock jumps an hour ahead, and keeps expired access expired', async () => {
    const { cookie, accessToken } = await signInByCookie();
    const old = await admin.streamToken(pit.id);
    clock.moveTo(HOUR);
    await pause(100);
    expect((await sendHookRequest(installation.hookUrl, viewerOf(old))).status).toBe(401);
    await expect(admin.with(accessToken).pit(pit.id)).rejects.toMatchObject({ status: 401 });
    const renewed = await auth('refresh', { headers: { cookie } });
    await expect(admin.with(renewed.accessToken).pit(pit.id)).resolves.toMatchObject({ id: pit.id });
    await expectEverythingWorks('clock jumps an hour ahead');
  });

  it('continues when the clock jumps an hour back, and extends no access', async () => {
    clock.moveTo(HOUR);
    await pause(100);
    admin = await installation.signIn();
    const { cookie } = await signInByCookie();
    await untilStatus(admin, pit.id, ['live'], 20_000);
    clock.moveTo(0);
    await pause(100);
    const renewed = await auth('refresh', { headers: { cookie } });
    await expect(admin.with(renewed.accessToken).pit(pit.id)).resolves.toMatchObject({ id: pit.id });
    await expectEverythingWorks('clock jumps an hour back');
  });

  it('detects a camera that goes offline while the clock jumps back', async () => {
    clock.moveTo(HOUR);
    await pause(1500);
    admin = await installation.signIn();
    await untilStatus(admin, pit.id, ['live'], 20_000);
    await camera.stop();
    await pause(700);
    clock.moveTo(0);
    const stopped = performance.now();
    admin = await installation.signIn().catch((error: unknown) => {
      throw error instanceof ApiProblem ? error : new Error('No answer', { cause: error });
    });
    await heals(
      {
        fault: 'camera goes as the clock jumps back',
        on: 'simulator',
        healed: 'shown not live',
        promised: 10_000,
      },
      stopped,
      () => untilStatus(admin, pit.id, ['connecting', 'stalled', 'offline'], 20_000),
    );
    await heals(
      {
        fault: 'camera goes as the clock jumps back',
        on: 'simulator',
        healed: 'shown offline',
        promised: 25_000,
      },
      stopped,
      () => untilStatus(admin, pit.id, ['offline'], 40_000),
    );
  });
}

function isGone(data: unknown, pitId: number): boolean {
  const { pit_id, stream } = data as { pit_id: number; stream: { status: string } };
  return pit_id === pitId && ['connecting', 'stalled', 'offline'].includes(stream.status);
}

(library ? describe : describe.skip)('clock jumps', () => describeClockJumps(library ?? ''));
