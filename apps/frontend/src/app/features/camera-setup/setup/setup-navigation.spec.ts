import {
  HttpTestingController,
  provideHttpClientTesting,
  type TestRequest,
} from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { CameraTest } from '@ppf/contracts';
import { provideApi } from '../../../api/provide-api';
import type { CameraEntry } from '../../../pits/camera/camera-entry';
import { CameraSetupStore } from './camera-setup-store';
import { CameraTestRun } from '../../../pits/camera-test/camera-test-run';
import { SetupNavigation } from './setup-navigation';
import { PIT, PULLED, PUSHING } from '../../../pits/testing/sample-camera';
import { signIn } from '../../../pits/testing/sign-in';

const found = (ok: boolean, code: 'b-frames' | 'wrong-password' = 'wrong-password'): CameraTest => ({
  ok,
  steps: ok
    ? []
    : [{ step: 'video', ok, ms: 1, fault: { code, severity: 'error', sentence: 'No.', fix: 'Fix it.' } }],
  video: null,
  snapshot_jpeg: null,
  snapshot_gap: null,
  redirected_to: null,
  tls_fingerprint: null,
  refusal: null,
});

describe('SetupNavigation', () => {
  let navigation: SetupNavigation;
  let setup: CameraSetupStore;
  let run: CameraTestRun;
  let server: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [CameraSetupStore, CameraTestRun, SetupNavigation, provideApi(), provideHttpClientTesting()],
    });
    [navigation, setup, run] = [
      TestBed.inject(SetupNavigation),
      TestBed.inject(CameraSetupStore),
      TestBed.inject(CameraTestRun),
    ];
    signIn();
    server = TestBed.inject(HttpTestingController);
    setup.start({ ...PIT, camera: null }, 'empty');
  });

  function at(step: string, answers: Partial<CameraEntry>): void {
    setup.answer(answers);
    navigation.requested.set(step);
  }
  const pasted = { connection: 'address', address: 'rtsp://192.168.1.9/s' } as const;

  /** Requests are sent in a later task, because they wait for a fresh access token. */
  async function request(method: string, url: string): Promise<TestRequest> {
    await new Promise((resolve) => setTimeout(resolve));
    return server.expectOne({ method, url });
  }

  it('stays at a step until the user continues, also when a reload requests a later step', async () => {
    navigation.requested.set('test');
    expect(navigation.shown()).toBe('connection');
    setup.answer({ connection: 'address' });
    expect(navigation.shown()).toBe('connection');
    navigation.requested.set('address');
    setup.answer({ address: 'r' });
    expect([navigation.shown(), run.request()]).toEqual(['address', null]);
  });

  it('shows the step of an existing camera once the setup has started with it', () => {
    navigation.requested.set('picture');
    expect(navigation.shown()).toBe('connection');
    setup.start({ ...PIT, camera: PULLED }, 'camera');
    expect(navigation.shown()).toBe('picture');
  });

  it('continues from a step only with an answer', async () => {
    at('connection', {});
    expect([navigation.canContinue(), await navigation.continue()]).toEqual([false, null]);
    setup.answer({ connection: 'camera' });
    expect([navigation.canContinue(), await navigation.continue()]).toEqual([true, 'brand']);
  });

  it('lists the steps of the chosen connection, and which of them are reachable', () => {
    at('test', pasted);
    expect(
      navigation
        .steps()
        .map(({ name, isDone, isShown, isReachable }) => [name, isDone, isShown, isReachable]),
    ).toEqual([
      ['Connection', true, false, true],
      ['Address', true, false, true],
      ['Test', false, true, true],
      ['Video', false, false, false],
    ]);
    expect([navigation.number(), navigation.previous()]).toEqual([3, 'address']);
  });

  it.each([
    ['there is no result yet', null, false, 'Save anyway', false],
    ['the test passed', found(true), false, 'Save and watch live', true],
    ['the test failed', found(false), false, 'Save anyway', false],
    ['only the encoding is unsupported', found(false, 'b-frames'), false, 'Save anyway', false],
    ['the unsupported encoding is re-encoded', found(false, 'b-frames'), true, 'Save and watch live', true],
  ] as const)('recommends an action when %s', (_when, test, transcode, label, isRecommended) => {
    at('test', { ...pasted, transcode });
    run.found.set(test);
    expect([navigation.continueLabel(), navigation.isRecommended()]).toEqual([label, isRecommended]);
  });

  it('saves when the user continues from the test, and not again without a change', async () => {
    at('test', pasted);
    const saving = navigation.continue();
    (await request('PUT', '/api/v1/pits/3/camera')).flush(PULLED);
    expect(await saving).toBe('picture');
    expect(navigation.continueLabel()).toBe('Show the video');
    expect(await navigation.continue()).toBe('picture');
    server.expectNone('/api/v1/pits/3/camera');
  });

  it('stays at the test when saving fails', async () => {
    at('test', pasted);
    const saving = navigation.continue();
    const refused = await request('PUT', '/api/v1/pits/3/camera');
    refused.flush({ code: 'forbidden' }, { status: 403, statusText: 'Forbidden' });
    expect(await saving).toBeNull();
  });

  it('does not continue before a new key is saved', async () => {
    setup.start({ ...PIT, camera: PUSHING }, 'camera');
    navigation.requested.set('key');
    expect(navigation.canContinue()).toBe(true);
    const creating = setup.createKey();
    (await request('POST', '/api/v1/pits/3/publish-key')).flush({ key: 'k' });
    await creating;
    expect(navigation.canContinue()).toBe(false);
    setup.isKeySaved.set(true);
    expect(await navigation.continue()).toBe('picture');
  });
});
