import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { CameraStream, CameraStreams } from '@ppf/contracts';
import { provideApi } from '../../../api/provide-api';
import { signIn } from '../../../pits/testing/sign-in';
import { CameraSetupStore } from '../setup/camera-setup-store';
import { StreamFinder } from './stream-finder';

const STREAMS = '/api/v1/workshops/7/camera-streams';
const stream = (channel: number, suits: 'main' | 'sub'): CameraStream => ({
  ...{ name: `${channel} ${suits}`, source: `v${channel}`, tls: channel === 2, port: 554, suits },
  ...{ path: `/${channel}/${suits}`, codec: 'H264', width: 640, height: 360, frame_rate: 25 },
});
const answer = (changes: Partial<CameraStreams>): CameraStreams => ({
  ...{ items: [], fault: null, notices: [], next_cursor: null },
  ...changes,
});

describe('StreamFinder', () => {
  let fixture: ComponentFixture<StreamFinder>;
  let server: HttpTestingController;
  let setup: CameraSetupStore;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideApi(), provideHttpClientTesting(), CameraSetupStore],
    });
    signIn();
    setup = TestBed.inject(CameraSetupStore);
    setup.workshopId.set(7);
    setup.answer({ connection: 'camera', address: '192.168.1.20', user: 'admin', password: 'p' });
    setup.onvif.set({ port: 8000, tls: false, path: '/onvif/2' });
    server = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(StreamFinder);
    fixture.detectChanges();
  });

  const text = () => (fixture.nativeElement as HTMLElement).textContent ?? '';
  const buttons = () => [...(fixture.nativeElement as HTMLElement).querySelectorAll('button')];
  const press = (name: string) => {
    buttons()
      .find((each) => each.textContent?.includes(name))
      ?.click();
    fixture.detectChanges();
  };
  const page = async (changes: Partial<CameraStreams>) => {
    const request = server.expectOne(STREAMS);
    request.flush(answer(changes));
    await new Promise((resolve) => setTimeout(resolve));
    fixture.detectChanges();
    return request.request.body as object;
  };

  it('shows each page when it arrives, from the discovered service', async () => {
    press('Find the streams');
    const first = await page({ items: [stream(1, 'main'), stream(1, 'sub')], next_cursor: '2' });
    expect(first).toEqual({
      ...{ host: '192.168.1.20', user: 'admin', password: 'p' },
      ...{ port: 8000, tls: false, path: '/onvif/2' },
    });
    expect(text()).toContain('2 streams so far');
    expect(await page({ items: [stream(1, 'sub'), stream(2, 'main')] })).toMatchObject({ cursor: '2' });
    expect(text()).toContain('3 streams.');
  });

  it('selects the second stream of the same channel, over TLS where the camera uses it', async () => {
    press('Find the streams');
    const items = [stream(1, 'main'), stream(1, 'sub'), stream(2, 'main'), stream(2, 'sub')];
    await page({ items });
    press('2 main');
    expect(setup.entry()).toMatchObject({ address: 'rtsps://192.168.1.20:554/2/main', subPath: '/2/sub' });
    expect(fixture.nativeElement.querySelectorAll('.taken')).toHaveLength(1);
  });

  it('stops on request, keeps the listed streams, and continues from there', async () => {
    press('Find the streams');
    await page({ items: [stream(1, 'main')], next_cursor: '1' });
    press('Stop');
    expect(server.expectOne(STREAMS).cancelled).toBe(true);
    await new Promise((resolve) => setTimeout(resolve));
    fixture.detectChanges();
    expect(text()).toContain('1 stream, and the camera has more.');
    press('List more streams');
    expect(await page({ items: [stream(1, 'sub')] })).toMatchObject({ cursor: '1' });
    expect(text()).toContain('2 streams.');
  });

  it('shows a notice beside a fault', async () => {
    press('Find the streams');
    const texts = { sentence: 'Sentence.', fix: 'Fix.' };
    await page({
      fault: { code: 'wrong-password', sentence: 'Denied.', fix: 'Do.' },
      notices: [{ code: 'camera-clock', ...texts }],
    });
    expect(text()).toMatch(/Sentence\..*Fix\..*Denied\./s);
  });
});
