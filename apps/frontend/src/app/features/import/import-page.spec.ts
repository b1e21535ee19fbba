import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import {
  HttpTestingController,
  provideHttpClientTesting,
  type TestRequest,
} from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { CameraImport, CameraImportRow, Role } from '@ppf/contracts';
import { provideApi } from '../../api/provide-api';
import { signIn } from '../../pits/testing/sign-in';
import { ImportPage } from './import-page';
import { ImportPageHarness } from './import-page.harness';

const CSV = 'number,url\r\n1,rtsp://admin:secret@192.168.1.20/s\r\n';
const row: CameraImportRow = {
  ...{ line: 2, number: 1, name: null, host: null, user: null },
  ...{ action: 'create-pit', pit_id: null, errors: [] },
};
const valid: CameraImport = { done: false, errors: [], rows: [row] };

describe('ImportPage', () => {
  let fixture: ComponentFixture<ImportPage>;
  let page: ImportPageHarness;
  let server: HttpTestingController;

  async function open(role: Role = 'owner'): Promise<void> {
    TestBed.configureTestingModule({
      providers: [provideApi(), provideHttpClientTesting(), provideRouter([])],
    });
    signIn(role);
    server = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(ImportPage);
    TestBed.tick();
    server.expectOne('/api/v1/workshops/7').flush({ id: 7, name: 'Rangier Street' });
    page = await TestbedHarnessEnvironment.harnessForFixture(fixture, ImportPageHarness);
  }

  /** The next request; a file is read in a separate task. */
  async function request(): Promise<TestRequest> {
    for (let turn = 0; turn < 50; turn += 1) {
      const [sent] = server.match('/api/v1/workshops/7/cameras/import');
      if (sent) return sent;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error('There was no request.');
  }

  async function answer(request: TestRequest, body: CameraImport): Promise<void> {
    request.flush(body);
    await new Promise((resolve) => setTimeout(resolve));
  }

  async function give(csv: string | Uint8Array): Promise<TestRequest> {
    void page.give(csv);
    return request();
  }

  it('checks a file first, and imports it on request', async () => {
    await open();
    const check = await give(`\uFEFF${CSV}`);
    expect(check.request.body).toEqual({ csv: CSV, dry_run: true, replace: false });
    await answer(check, valid);
    expect(await page.verdict()).toBe('1 row, valid.');
    expect(await page.rows()).toEqual(['2 1 Create the pit and its camera']);
    void page.press('Import');
    const made = await request();
    expect(made.request.body).toEqual({ csv: CSV, dry_run: false, replace: false });
    await answer(made, { ...valid, done: true, rows: [{ ...row, host: '192.168.1.20', pit_id: 12 }] });
    expect(await page.verdict()).toBe('1 row imported.');
    expect(await page.rows()).toEqual(['2 1 Pit and camera created 192.168.1.20']);
    expect(await page.actions()).toEqual(['Import another file', 'Go to the pits']);
  });

  it('shows the errors of each row, and offers no import', async () => {
    await open();
    const check = await give(CSV);
    const errors = [{ column: 'url', message: 'must be like rtsp://host/path' }];
    await answer(check, { ...valid, rows: [{ ...row, errors }] });
    expect(await page.rows()).toEqual(['2 1 “url” must be like rtsp://host/path.']);
    expect(await page.actions()).toEqual(['Choose another file']);
  });

  it('never shows the file, which can contain passwords', async () => {
    await open();
    await answer(await give(CSV), valid);
    expect((fixture.nativeElement as HTMLElement).innerHTML).not.toContain('secret');
  });

  it('shows how characters were decoded, and decodes them in another encoding', async () => {
    await open();
    const bytes = Uint8Array.from('number,name\n1,T\xfcr', (letter) => letter.charCodeAt(0));
    const check = await give(bytes);
    expect(check.request.body).toMatchObject({ csv: 'number,name\n1,Tür' });
    await answer(check, { ...valid, rows: [{ ...row, name: 'Tür', host: '10.0.0.5', user: 'jörg' }] });
    expect(await page.encoding()).toMatch(
      /^windows-1252: Non-ASCII characters in the file: ü\. .*doesn’t specify/,
    );
    expect(await page.rows()).toEqual([expect.stringMatching(/Create the pit.*Tür · 10\.0\.0\.5 · jörg$/)]);
    void page.readAs(4);
    const again = await request();
    expect(again.request.body).toMatchObject({ csv: 'number,name\n1,Tür', dry_run: true });
    await answer(again, valid);
    expect(await page.encoding()).toBe('windows-1250: Non-ASCII characters in the file: ü');
  });

  it('shows no encoding for an ASCII file', async () => {
    await open();
    await answer(await give(CSV), valid);
    expect(await page.encoding()).toBeNull();
  });

  it('checks again when the option to replace existing cameras changes', async () => {
    await open();
    const errors = [{ column: null, message: 'It has a camera' }];
    await answer(await give(CSV), { ...valid, rows: [{ ...row, errors }] });
    void page.toggleReplace();
    const check = await request();
    expect(check.request.body).toMatchObject({ dry_run: true, replace: true });
    await answer(check, { ...valid, rows: [{ ...row, action: 'replace-camera' }] });
    expect(await page.rows()).toEqual(['2 1 Replace the camera of the pit']);
  });

  it.each([
    ['', /empty/],
    ['x'.repeat(60_001), /too large/],
  ])('sends no request for an invalid file', async (csv, why) => {
    await open();
    await page.give(csv);
    while ((await page.failure()) === null) await new Promise((resolve) => setTimeout(resolve));
    expect(await page.failure()).toMatch(why);
    server.expectNone('/api/v1/workshops/7/cameras/import');
  });

  it('explains why the API refused', async () => {
    await open();
    (await give(CSV)).flush({ code: 'forbidden' }, { status: 403, statusText: 'Forbidden' });
    await new Promise((resolve) => setTimeout(resolve));
    expect(await page.failure()).toMatch(/role/);
  });

  it('is available to owners only', async () => {
    await open('staff');
    expect(await page.notice()).toBe('Only owners can import pits');
  });
});
