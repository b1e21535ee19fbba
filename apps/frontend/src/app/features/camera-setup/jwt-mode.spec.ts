import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { CameraTest, CameraTestFaultCode, MediaAuthMode } from '@ppf/contracts';
import { provideApi } from '../../api/provide-api';
import { AddressStep } from './address-step';
import type { CameraEntry } from '../../pits/camera/camera-entry';
import { CameraSetupStore } from './camera-setup-store';
import { CameraTestRun } from '../../pits/camera-test/camera-test-run';
import { JwtMode } from '../../pits/camera/jwt-mode';
import { SenderStep } from './sender-step';
import { TestStep } from './test-step';
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

describe('a media server that checks cameras by itself', () => {
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
    setup.begin({ ...PIT, camera: null }, 'nothing');
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

  async function sender(auth: MediaAuthMode, answers: Partial<CameraEntry> = {}): Promise<string> {
    setup.answer({ connection: 'push', sender: 'ffmpeg', ...answers });
    const fixture = TestBed.createComponent(SenderStep);
    fixture.componentRef.setInput('watching', 0);
    return (await shown(fixture, auth)).textContent;
  }

  // jsdom lays nothing out.
  beforeAll(() => void (Element.prototype.scrollIntoView = () => undefined));

  it('is asked for neither re-encoding nor a camera without a key, and why is said', async () => {
    const text = await sender('jwt');
    expect(text).toMatch(/cannot re-encode/);
    expect(text).toMatch(/Nothing sends without the key here/);
    expect(text).not.toMatch(/Re-encode to H\.264|Addresses that may send|A small camera board/);
  });

  it('lets what is set from before be taken away', async () => {
    const text = await sender('jwt', { transcode: true, allowList: '10.0.0.1' });
    expect(text).toMatch(/Re-encode to H\.264[^]*Addresses that may send/);
  });

  it('is told apart from one that asks: there, all of it is offered', async () => {
    const text = await sender('http');
    expect(text).toMatch(/A small camera board[^]*Re-encode to H\.264[^]*Addresses that may send/);
    expect(text).not.toMatch(/JWT mode/);
  });

  it.each([
    ['jwt', /cannot re-encode/, /Re-encode to H\.264 here/],
    ['http', /Re-encode to H\.264 here/, /JWT mode/],
  ] as const)('is considered beside the address: %s', async (auth, says, saysNot) => {
    setup.answer({ connection: 'address', address: 'rtsp://192.168.1.9/s' });
    const { textContent } = await shown(TestBed.createComponent(AddressStep), auth);
    expect(textContent).toMatch(says);
    expect(textContent).not.toMatch(saysNot);
  });

  it.each([
    ['jwt', 'b-frames', /cannot re-encode/, /Re-encode it here/],
    ['http', 'b-frames', /Re-encode it here/, /JWT mode/],
    ['jwt', 'wrong-password', /Change user or password/, /cannot re-encode/],
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
