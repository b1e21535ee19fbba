import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import type { CameraTest } from '@ppf/contracts';
import { provideApi } from '../../api/provide-api';
import { PULLED } from '../../pits/testing/sample-camera';
import { signIn } from '../../pits/testing/sign-in';
import { CameraTestCard } from './camera-test-card';

const HEX = 'ab'.repeat(32);
const SECURE = { ...PULLED, tls: true, port: 8322 };
const tested = (
  code: 'unconfirmed-certificate' | 'wrong-certificate' | 'unsupported-codec' | 'redirected',
): CameraTest => ({
  ok: false,
  steps: [
    { step: 'resolve', ok: true, ms: 1, fault: null },
    { step: 'reach', ok: false, ms: 5, fault: { code, severity: 'error', sentence: 'S.', fix: 'F.' } },
  ],
  video: null,
  snapshot_jpeg: null,
  snapshot_gap: null,
  redirected_to: null,
  tls_fingerprint: HEX,
  refusal: null,
});

/** Other requests stay open, so the page is never stable. */
async function settle(): Promise<void> {
  TestBed.tick();
  await new Promise((done) => setTimeout(done));
  TestBed.tick();
}

describe('CameraTestCard', () => {
  let fixture: ComponentFixture<CameraTestCard>;
  let server: HttpTestingController;
  const button = (label: string) =>
    [...(fixture.nativeElement as HTMLElement).querySelectorAll('button')].find(
      ({ textContent }) => textContent?.trim() === label,
    );
  const press = async (label: string) => {
    button(label)?.click();
    await settle();
  };

  async function testCamera(tlsFingerprint: string | null, found: CameraTest): Promise<void> {
    TestBed.configureTestingModule({
      providers: [provideApi(), provideHttpClientTesting(), provideRouter([])],
    });
    signIn();
    server = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(CameraTestCard);
    fixture.componentRef.setInput('pitId', 3);
    fixture.componentRef.setInput('camera', { ...SECURE, tls_fingerprint: tlsFingerprint });
    await settle();
    await press('Test now');
    server.expectOne('/api/v1/pits/3/camera/test').flush(found);
    await settle();
  }

  // jsdom lays nothing out.
  beforeAll(() => void (Element.prototype.scrollIntoView = () => undefined));

  it('shows a certificate that was not confirmed, and saves the camera with it', async () => {
    let changes = 0;
    await testCamera(null, tested('unconfirmed-certificate'));
    fixture.componentInstance.changed.subscribe(() => (changes += 1));
    const { textContent } = fixture.nativeElement as HTMLElement;
    expect(textContent).toContain('Certificate of the camera');
    expect(textContent).toContain('AB:AB:AB');
    await press('Confirm certificate');
    const saved = server.expectOne({ method: 'PUT', url: '/api/v1/pits/3/camera' });
    expect(saved.request.body).toMatchObject({
      kind: 'pull',
      tls: true,
      host: SECURE.host,
      port: 8322,
      path: SECURE.path,
      user: SECURE.user,
      sub_path: SECURE.sub_path,
      tls_fingerprint: HEX,
    });
    // The password that is kept stays.
    expect(saved.request.body).not.toHaveProperty('password');
    saved.flush({ ...SECURE, tls_fingerprint: HEX });
    await settle();
    expect(changes).toBe(1);
    server.expectOne('/api/v1/pits/3/camera/test');
  });

  it('warns of a certificate that is not the confirmed one', async () => {
    await testCamera('cd'.repeat(32), tested('wrong-certificate'));
    const { textContent } = fixture.nativeElement as HTMLElement;
    expect(textContent).toContain('The camera’s certificate has changed');
    expect(textContent).toContain('only if the camera was reset or replaced');
  });

  it('does not ask for confirmation of the confirmed certificate', async () => {
    await testCamera(HEX, tested('wrong-certificate'));
    expect(button('Confirm certificate')).toBeUndefined();
  });

  it('shows why the camera was not saved', async () => {
    await testCamera(null, tested('unconfirmed-certificate'));
    await press('Confirm certificate');
    server
      .expectOne({ method: 'PUT', url: '/api/v1/pits/3/camera' })
      .flush({ code: 'camera-address-refused', detail: 'No.' }, { status: 422, statusText: 'No' });
    await settle();
    expect((fixture.nativeElement as HTMLElement).querySelector('[role=alert]')?.textContent).toBeTruthy();
    expect(button('Confirm certificate')?.disabled).toBe(false);
  });

  it.each([
    ['jwt', /can’t re-encode/, /Re-encode the video/],
    ['http', /Re-encode the video/, /JWT mode/],
  ] as const)('offers re-encoding by the mode of the media server: %s', async (auth, says, saysNot) => {
    await testCamera(null, tested('unsupported-codec'));
    const media_server = { kind: 'mediamtx', version: null, reachable: true, auth };
    const info = { version: '1', sample_data: false, media_server };
    for (const request of server.match('/api/v1/system')) request.flush(info);
    await settle();
    const { textContent } = fixture.nativeElement as HTMLElement;
    expect(textContent).toMatch(says);
    expect(textContent).not.toMatch(saysNot);
  });

  it('opens the setup with the address that the camera redirects to', async () => {
    const address = 'rtsp://192.168.1.30:554/stream2';
    await testCamera(null, { ...tested('redirected'), redirected_to: address });
    const navigate = jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
    await press('Use this address');
    const [commands, extras] = navigate.mock.calls[0] ?? [];
    expect(commands).toEqual(['edit']);
    expect(extras?.queryParams).toEqual({ step: 'address', address });
  });
});
