import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatDialogHarness } from '@angular/material/dialog/testing';
import { type MediaAgentReport, type MediaServerDetails, permissionsOf } from '@ppf/contracts';
import { firstValueFrom } from 'rxjs';
import { AccessToken } from '../../../api/access-token';
import { provideApi } from '../../../api/provide-api';
import { ServerAgent } from './server-agent';

const SERVER = '/api/v1/media-servers/4';
const REPORT: MediaAgentReport = {
  protocol: 1,
  document_version: 'version-1',
  applied: true,
  owns_file: true,
  fault: null,
  settings_faults: ['logFile is not permitted.'],
  refused: ['workshop-1/pit-2: value of source'],
  total_refused: 1,
  mediamtx_version: 'v1.20.1',
  disk_free_bytes: null,
  disk_total_bytes: null,
  ffmpeg_version: null,
  ffmpeg_encodes_h264: false,
  ffmpeg_limits_redirects: false,
  ports: [],
};
const server = (change: Partial<MediaServerDetails> = {}): MediaServerDetails => ({
  id: 4,
  name: 'North',
  state: 'in-use',
  is_configured: false,
  paths_by: 'api',
  agent: { enrolled: false, code_expires_at: null, reported_at: null, connected: false, report: null },
  api_url: 'http://m:9997',
  webrtc_url: 'http://m:8889',
  hls_url: 'http://m:8888',
  rtsp_url: 'rtsp://m:8554',
  edge_of: null,
  pulls_from: null,
  created_at: '2026-11-23T09:12:00Z',
  health: { reachable: true, version: 'v1.20.1', since: '2026-11-23T09:12:00Z', answered_at: null },
  workshops: 1,
  cameras: 6,
  live: 4,
  viewers: 3,
  ...change,
});
const READY = {
  enrolled: true,
  code_expires_at: null,
  reported_at: '2026-11-23T09:12:00Z',
  connected: true,
  report: REPORT,
};

describe('how the paths of a media server are set', () => {
  let fixture: ComponentFixture<ServerAgent>;
  let http: HttpTestingController;
  const changed = jest.fn();
  const root = () => TestbedHarnessEnvironment.documentRootLoader(fixture);
  const untilClosed = () => firstValueFrom(TestBed.inject(MatDialog).afterAllClosed);
  const element = () => fixture.nativeElement as HTMLElement;
  const buttons = () => [...element().querySelectorAll('button')].map((each) => each.textContent.trim());

  function show(given: MediaServerDetails): void {
    fixture = TestBed.createComponent(ServerAgent);
    fixture.componentRef.setInput('server', given);
    fixture.componentInstance.changed.subscribe(changed);
    fixture.detectChanges();
  }
  function press(label: string): void {
    [...element().querySelectorAll('button')].find((each) => each.textContent.trim() === label)?.click();
  }

  beforeEach(() => {
    changed.mockClear();
    TestBed.configureTestingModule({ providers: [provideApi(), provideHttpClientTesting()] });
    TestBed.inject(AccessToken).accept({
      access_token: 't',
      token_type: 'Bearer',
      expires_in: 9_000,
      user: {
        id: 1,
        email: 'a@b.co',
        display_name: 'A',
        role: 'operator',
        permissions: permissionsOf('operator'),
        workshop_id: null,
      },
    });
    http = TestBed.inject(HttpTestingController);
  });

  it.each<[string, Partial<MediaServerDetails>, string[]]>([
    ['without an agent', {}, ['Create enrolment code']],
    [
      'with an agent that is ready',
      { agent: READY },
      ['Set paths by file', 'Create enrolment code', 'Revoke media agent'],
    ],
    [
      'with an agent that does not report',
      { agent: { ...READY, connected: false } },
      ['Create enrolment code', 'Revoke media agent'],
    ],
    [
      'by file, also while the agent does not report',
      { paths_by: 'file', agent: { ...READY, connected: false } },
      ['Set paths by control API', 'Create enrolment code', 'Revoke media agent'],
    ],
  ])('offers what is possible %s', (_, change, expected) => {
    show(server(change));
    expect(buttons()).toEqual(expected);
  });

  it('shows how the paths are set, its cost, and the report of the agent', () => {
    show(server({ agent: READY }));
    for (const sentence of ['over the control API', 'up to two minutes', 'Live video continues'])
      expect(element().textContent).toContain(sentence);
    for (const item of ['workshop-1/pit-2: value of source', 'logFile is not permitted.', 'not installed'])
      expect(element().textContent).toContain(item);
    fixture.componentRef.setInput('server', server({ paths_by: 'file', agent: READY }));
    fixture.detectChanges();
    expect(element().textContent).toContain('in the configuration file of MediaMTX');
  });

  it.each([
    ['Set paths by file', 'api', 'file'],
    ['Set paths by control API', 'file', 'api'],
  ] as const)('switches: %s', async (label, before, after) => {
    show(server({ paths_by: before, agent: READY }));
    press(label);
    const sent = http.expectOne({ method: 'PATCH', url: SERVER });
    expect(sent.request.body).toEqual({ paths_by: after });
    sent.flush(server({ paths_by: after }));
    await fixture.whenStable();
    expect(changed).toHaveBeenCalledTimes(1);
  });

  it('shows why a switch was refused', async () => {
    show(server({ agent: READY }));
    press('Set paths by file');
    http.expectOne(SERVER).flush({ code: 'media-agent-not-ready' }, { status: 409, statusText: 'Conflict' });
    await fixture.whenStable();
    fixture.detectChanges();
    expect(element().querySelector('[role=alert]')?.textContent).toContain('No media agent is ready');
  });

  it('creates a code and shows it until the dialog is closed', async () => {
    show(server());
    press('Create enrolment code');
    const code = 'a-code-for-an-agent';
    http
      .expectOne({ method: 'POST', url: `${SERVER}/agent/code` })
      .flush({ code, expires_at: '2026-11-23T10:12:00Z' });
    await fixture.whenStable();
    const dialog = await root().getHarness(MatDialogHarness);
    expect(await dialog.getText()).toContain(code);
    expect(changed).toHaveBeenCalledTimes(1);
    await (await root().getHarness(MatButtonHarness.with({ text: 'Done' }))).click();
    await untilClosed();
    expect(document.body.textContent).not.toContain(code);
  });

  it('revokes an agent after a confirmation', async () => {
    show(server({ paths_by: 'file', agent: READY }));
    press('Revoke media agent');
    const dialog = await root().getHarness(MatDialogHarness);
    http.expectNone(`${SERVER}/agent`);
    expect(await dialog.getText()).toContain('Live video continues.');
    const action = await dialog.getHarness(MatButtonHarness.with({ text: 'Revoke media agent' }));
    await action.click();
    http.expectOne({ method: 'DELETE', url: `${SERVER}/agent` }).flush(null);
    await untilClosed();
    await fixture.whenStable();
    expect(changed).toHaveBeenCalledTimes(1);
  });
});
