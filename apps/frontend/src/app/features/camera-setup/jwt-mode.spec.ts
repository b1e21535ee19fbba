import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { CameraTest, CameraTestFaultCode, MediaAuthMode } from '@ppf/contracts';
import { provideApi } from '../../api/provide-api';
import { AddressStep } from './pull/address-step';
import type { CameraEntry } from '../../pits/camera/camera-entry';
import { CameraSetupStore } from './setup/camera-setup-store';
import { CameraTestRun } from '../../pits/camera-test/camera-test-run';
import { JwtMode } from '../../pits/camera/jwt-mode';
import { PublisherStep } from './publish/publisher-step';
import { TestStep } from './pull/test-step';
import { PIT } from '../../pits/testing/sample-camera';
import { signIn } from '../../pits/testing/sign-in';

const failed = (code: CameraTestFaultCode): CameraTest => ({
  ok: false,
  steps: [{ step: 'video', ok: false, ms: 1, fault: { code, severity: 'error', sentence: '', fix: '' } }],
  video: null,
  snapshot_jpeg: null,
  snapshot_gap: null,
  redirected_to: null,
  tls_fingerprint: null,
  refusal: null,
});

describe('JWT mode', () => {
  let setup: CameraSetupStore;
  let run: CameraTestRun;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        ...[CameraSetupStore, CameraTestRun, JwtMode],
        ...[provideApi(), provideHttpClientTesting(), provideRouter([])],
      ],
    });
    signIn();
    [setup, run] = [TestBed.inject(CameraSetupStore), TestBed.inject(CameraTestRun)];
    setup.start({ ...PIT, camera: null }, 'empty');
  });

  async function shown<T>(fixture: ComponentFixture<T>, auth: MediaAuthMode): Promise<HTMLElement> {
    fixture.detectChanges();
    await new Promise((resolve) => setTimeout(resolve));
    const media_server = { kind: 'mediamtx', version: null, reachable: true, auth };
    for (const asked of TestBed.inject(HttpTestingController).match('/api/v1/system'))
      asked.flush({ version: '1', sample_data: false, media_server });
    await new Promise((resolve) => setTimeout(resolve));
    fixture.detectChanges();
    return fixture.nativeElement as HTMLElement;
  }

  async function publisher(auth: MediaAuthMode, answers: Partial<CameraEntry> = {}): Promise<string> {
    setup.answer({ connection: 'push', publisher: 'ffmpeg', ...answers });
    const fixture = TestBed.createComponent(PublisherStep);
    fixture.componentRef.setInput('viewers', 0);
    return (await shown(fixture, auth)).textContent;
  }

  // jsdom lays nothing out.
  beforeAll(() => void (Element.prototype.scrollIntoView = () => undefined));

  it('offers neither re-encoding nor an allow list, and explains why', async () => {
    const text = await publisher('jwt');
    expect(text).toMatch(/can’t re-encode/);
    expect(text).toMatch(/Publishing without a key isn’t possible/);
    expect(text).not.toMatch(/Re-encode MJPEG|Addresses that may publish|A small camera board/);
  });

  it('allows earlier settings to be cleared', async () => {
    const text = await publisher('jwt', { transcode: true, allowList: '10.0.0.1' });
    expect(text).toMatch(/Re-encode MJPEG[^]*Addresses that may publish/);
  });

  it('is distinguished from hook mode, which offers all of it', async () => {
    const text = await publisher('http');
    expect(text).toMatch(/A small camera board[^]*Re-encode MJPEG[^]*Addresses that may publish/);
    expect(text).not.toMatch(/JWT mode/);
  });

  it.each([
    ['jwt', /can’t re-encode/, /Re-encode H\.265/],
    ['http', /Re-encode H\.265/, /JWT mode/],
  ] as const)('is considered at the address: %s', async (auth, says, saysNot) => {
    setup.answer({ connection: 'address', address: 'rtsp://192.168.1.9/s' });
    const { textContent } = await shown(TestBed.createComponent(AddressStep), auth);
    expect(textContent).toMatch(says);
    expect(textContent).not.toMatch(saysNot);
  });

  it.each([
    ['jwt', 'b-frames', /can’t re-encode/, /Re-encode the video/],
    ['http', 'b-frames', /Re-encode the video/, /JWT mode/],
    ['jwt', 'wrong-password', /Change user name or password/, /can’t re-encode/],
  ] as const)('is considered after a test, %s: %s', async (auth, code, says, saysNot) => {
    setup.answer({ connection: 'address', address: 'rtsp://192.168.1.9/s' });
    const fixture = TestBed.createComponent(TestStep);
    fixture.componentRef.setInput('pitId', 3);
    run.stop();
    jest.spyOn(run, 'begin').mockResolvedValue(null);
    run.found.set(failed(code));
    const { textContent } = await shown(fixture, auth);
    expect(textContent).toMatch(says);
    expect(textContent).not.toMatch(saysNot);
  });
});
