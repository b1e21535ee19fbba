import {
  HttpTestingController,
  provideHttpClientTesting,
  type TestRequest,
} from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { CameraTest } from '@ppf/contracts';
import { provideApi } from '../../api/provide-api';
import type { CameraEntry } from '../../pits/camera/camera-entry';
import { CameraSetupStore } from './camera-setup-store';
import { CameraTestRun } from '../../pits/camera-test/camera-test-run';
import { SetupWalk } from './setup-walk';
import { PIT, PULLED, PUSHING } from '../../pits/testing/sample-camera';
import { signIn } from '../../pits/testing/sign-in';

const found = (ok: boolean, code: 'b-frames' | 'wrong-password' = 'wrong-password'): CameraTest => ({
  ok,
  steps: ok
    ? []
    : [{ step: 'video', ok, ms: 1, fault: { code, severity: 'error', sentence: 'No.', fix: 'Mend it.' } }],
  video: null,
  snapshot_jpeg: null,
  snapshot_gap: null,
  redirected_to: null,
  tls_fingerprint: null,
  refusal: null,
});

describe('SetupWalk', () => {
  let walk: SetupWalk;
  let setup: CameraSetupStore;
  let run: CameraTestRun;
  let server: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [CameraSetupStore, CameraTestRun, SetupWalk, provideApi(), provideHttpClientTesting()],
    });
    [walk, setup, run] = [
      TestBed.inject(SetupWalk),
      TestBed.inject(CameraSetupStore),
      TestBed.inject(CameraTestRun),
    ];
    signIn();
    server = TestBed.inject(HttpTestingController);
    setup.begin({ ...PIT, camera: null }, 'nothing');
  });

  function at(step: string, answers: Partial<CameraEntry>): void {
    setup.answer(answers);
    walk.asked.set(step);
  }
  const pasted = { connection: 'address', address: 'rtsp://192.168.1.9/s' } as const;

  /** A call goes out a turn later: it waits for a fresh access token. */
  async function asked(method: string, url: string): Promise<TestRequest> {
    await new Promise((resolve) => setTimeout(resolve));
    return server.expectOne({ method, url });
  }

  it('stays at a question until it is left, also where a reload asks for a later step', async () => {
    walk.asked.set('test');
    expect(walk.shown()).toBe('connection');
    setup.answer({ connection: 'address' });
    expect(walk.shown()).toBe('connection');
    walk.asked.set('address');
    setup.answer({ address: 'r' });
    expect([walk.shown(), run.request()]).toEqual(['address', null]);
  });

  it('shows the step of a camera that is known once the setup has begun with it', () => {
    walk.asked.set('picture');
    expect(walk.shown()).toBe('connection');
    setup.begin({ ...PIT, camera: PULLED }, 'its-camera');
    expect(walk.shown()).toBe('picture');
  });

  it('goes on from a question only with an answer', async () => {
    at('connection', {});
    expect([walk.mayGoOn(), await walk.goOn()]).toEqual([false, null]);
    setup.answer({ connection: 'camera' });
    expect([walk.mayGoOn(), await walk.goOn()]).toEqual([true, 'brand']);
  });

  it('lists the steps of the way that was chosen, and which of them can be gone to', () => {
    at('test', pasted);
    expect(
      walk.steps().map(({ name, isDone, isShown, isReachable }) => [name, isDone, isShown, isReachable]),
    ).toEqual([
      ['Connection', true, false, true],
      ['Address', true, false, true],
      ['Test', false, true, true],
      ['Picture', false, false, false],
    ]);
    expect([walk.number(), walk.before()]).toEqual([3, 'address']);
  });

  it.each([
    ['nothing is known yet', null, false, 'Save anyway', false],
    ['it works', found(true), false, 'Save and see it live', true],
    ['it cannot be seen', found(false), false, 'Save anyway', false],
    ['its coding cannot be shown', found(false, 'b-frames'), false, 'Save anyway', false],
    ['its coding is seen to', found(false, 'b-frames'), true, 'Save and see it live', true],
  ] as const)('offers, when %s, what one would do', (_when, test, transcode, forward, isMain) => {
    at('test', { ...pasted, transcode });
    run.found.set(test);
    expect([walk.forward(), walk.isMain()]).toEqual([forward, isMain]);
  });

  it('saves when a test is left, and not again when nothing was changed', async () => {
    at('test', pasted);
    const saving = walk.goOn();
    (await asked('PUT', '/api/v1/pits/3/camera')).flush(PULLED);
    expect(await saving).toBe('picture');
    expect(walk.forward()).toBe('Show the picture');
    expect(await walk.goOn()).toBe('picture');
    server.expectNone('/api/v1/pits/3/camera');
  });

  it('stays at a test when saving fails', async () => {
    at('test', pasted);
    const saving = walk.goOn();
    const refused = await asked('PUT', '/api/v1/pits/3/camera');
    refused.flush({ code: 'forbidden' }, { status: 403, statusText: 'Forbidden' });
    expect(await saving).toBeNull();
  });

  it('does not leave a new key before it is kept', async () => {
    setup.begin({ ...PIT, camera: PUSHING }, 'its-camera');
    walk.asked.set('key');
    expect(walk.mayGoOn()).toBe(true);
    const making = setup.makeKey();
    (await asked('POST', '/api/v1/pits/3/publish-key')).flush({ key: 'k' });
    await making;
    expect(walk.mayGoOn()).toBe(false);
    setup.keyIsKept.set(true);
    expect(await walk.goOn()).toBe('picture');
  });
});
