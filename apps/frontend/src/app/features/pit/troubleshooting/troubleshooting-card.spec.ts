import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { type Diagnosis, DIAGNOSIS_STEPS, permissionsOf, type PlayerFindings } from '@ppf/contracts';
import { AccessToken } from '../../../api/access-token';
import { provideApi } from '../../../api/provide-api';
import { TroubleshootingCard } from './troubleshooting-card';

const FINDINGS: PlayerFindings = {
  state: 'reconnecting',
  transport: 'none',
  clock: '2026-11-25T12:00:00.000Z',
};
const UDP = {
  code: 'udp-blocked',
  severity: 'error',
  sentence: 'The network lets no WebRTC media through.',
  fix: 'Open port 8189 (UDP).',
} as const;
const WARNED = {
  ...UDP,
  code: 'disconnects',
  severity: 'warning',
  sentence: 'It is lost again and again.',
} as const;
const WELL: Diagnosis = {
  at: '2026-11-25T12:00:00.000Z',
  verdict: null,
  steps: DIAGNOSIS_STEPS.map((step) => ({ step, state: 'ok', ms: 5, fault: null, detail: null })),
};

describe('TroubleshootingCard', () => {
  let fixture: ComponentFixture<TroubleshootingCard>;
  let server: HttpTestingController;

  const element = () => fixture.nativeElement as HTMLElement;
  const text = (selector = ':scope') =>
    (selector === ':scope' ? element() : element().querySelector(selector))?.textContent
      ?.replace(/\s+/g, ' ')
      .trim();
  const steps = () =>
    [...element().querySelectorAll('li')].map((each) => each.textContent?.replace(/\s+/g, ' ').trim());
  const press = async (name: string) => {
    const button = [...element().querySelectorAll('button')].find((each) => each.textContent?.includes(name));
    button?.click();
    await settle();
  };
  const settle = async () => {
    for (let turns = 0; turns < 5; turns += 1) await Promise.resolve();
    fixture.detectChanges();
  };
  const answer = async (diagnosis: Diagnosis) => {
    server.expectOne('/api/v1/pits/3/findings').flush(null, { status: 204, statusText: 'No Content' });
    await settle();
    server.expectOne('/api/v1/pits/3/diagnosis').flush(diagnosis);
    await settle();
  };

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideApi(), provideHttpClientTesting()] });
    TestBed.inject(AccessToken).accept({
      access_token: 't',
      token_type: 'Bearer',
      expires_in: 9_000,
      user: {
        id: 1,
        email: 'a@b.co',
        display_name: 'A',
        role: 'owner',
        permissions: permissionsOf('owner'),
        workshop_id: 7,
      },
    });
    server = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(TroubleshootingCard);
    fixture.componentRef.setInput('pitId', 3);
    fixture.componentRef.setInput('hasProblem', false);
    fixture.componentRef.setInput('findings', () => FINDINGS);
    fixture.detectChanges();
  });
  afterEach(() => fixture.destroy());

  it('is a button while the video plays, and an offer when there is no video', () => {
    expect(text()).toBe('Troubleshoot');
    fixture.componentRef.setInput('hasProblem', true);
    fixture.detectChanges();
    expect(text()).toMatch(/^There is no video\./);
    fixture.componentRef.setInput('hasPicture', true);
    fixture.detectChanges();
    expect(text()).toMatch(/^The video is frozen\./);
  });

  it('sends the findings of the player first, and shows the steps while they run', async () => {
    await press('Troubleshoot');
    expect(text('[role=status]')).toMatch(/^Checking the path from the camera/);
    expect(steps()).toHaveLength(DIAGNOSIS_STEPS.length);
    server.expectNone('/api/v1/pits/3/diagnosis');
    const findings = server.expectOne('/api/v1/pits/3/findings');
    expect(findings.request.body).toEqual(FINDINGS);
    findings.flush(null, { status: 204, statusText: 'No Content' });
    await settle();
    server.expectOne('/api/v1/pits/3/diagnosis');
  });

  it('shows the finding and its fix first, and then the result of each step', async () => {
    await press('Troubleshoot');
    const state = (step: string) => (step === 'webrtc' ? 'fault' : step === 'browser' ? 'not-reached' : 'ok');
    await answer({
      ...WELL,
      verdict: UDP,
      steps: WELL.steps.map((each) => ({
        ...each,
        state: state(each.step),
        fault: each.step === 'webrtc' ? UDP : each.step === 'stream' ? WARNED : null,
        detail: each.step === 'media-server' ? 'MediaMTX v1.20.1' : null,
      })),
    });
    expect(text('[role=status]')).toBe(`${UDP.sentence}${UDP.fix}`);
    expect(steps()[3]).toBe('The media server responds: yes5 ms MediaMTX v1.20.1');
    expect(steps()[5]).toContain(WARNED.sentence);
    expect(steps()[6]).toBe('Browsers can connect to the media server: no5 ms');
    expect(steps()[7]).toBe('This browser plays the video: not checked');
  });

  it('shows when nothing was found, and checks again', async () => {
    await press('Troubleshoot');
    await answer(WELL);
    expect(text('[role=status]')).toMatch(/^No problem found\. Everything works/);
    await press('Check again');
    await answer({ ...WELL, steps: WELL.steps.map((each) => ({ ...each, state: 'unknown' })) });
    expect(text('[role=status]')).toMatch(/^No problem found\. Some checks/);
  });

  it('continues without the findings of the player, and explains a failure', async () => {
    await press('Troubleshoot');
    server.expectOne('/api/v1/pits/3/findings').flush(null, { status: 500, statusText: 'No' });
    await settle();
    server
      .expectOne('/api/v1/pits/3/diagnosis')
      .flush(
        { code: 'too-many-requests', title: 'Too many requests. Wait a moment.', status: 429 },
        { status: 429, statusText: 'No', headers: { 'content-type': 'application/problem+json' } },
      );
    await settle();
    expect(text('[role=alert]')).toBe('Too many attempts. Wait a moment, then try again.');
  });

  it('moves the focus to the result, and back when it closes', async () => {
    document.body.append(element());
    await press('Troubleshoot');
    expect(document.activeElement?.tagName).toBe('H2');
    await answer(WELL);
    element().querySelector('button')?.focus();
    await press('Check again');
    expect(document.activeElement?.textContent.trim()).toBe('Check again');
    await press('Close');
    expect(document.activeElement?.textContent).toContain('Troubleshoot');
  });

  it('stops a running check when it is closed', async () => {
    await press('Troubleshoot');
    server.expectOne('/api/v1/pits/3/findings').flush(null, { status: 204, statusText: 'No Content' });
    await settle();
    const request = server.expectOne('/api/v1/pits/3/diagnosis');
    await press('Close');
    expect(request.cancelled).toBe(true);
    expect(text()).toBe('Troubleshoot');
  });
});
