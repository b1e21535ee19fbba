import { TestBed } from '@angular/core/testing';
import type { CameraTest } from '@ppf/contracts';
import { CameraTestReport } from './camera-test-report';
import { plannedSteps } from './camera-test-text';

const FAULT = { code: 'no-key-frame', severity: 'error', sentence: 'No key frame.', fix: 'Set it.' } as const;
const FAILED: CameraTest = {
  ok: false,
  steps: [
    { step: 'play', ok: true, ms: 5, fault: null },
    { step: 'video', ok: false, ms: 6000, fault: FAULT },
  ],
  video: null,
  snapshot_jpeg: null,
  snapshot_gap: null,
  redirected_to: null,
  tls_fingerprint: null,
  refusal: null,
};

describe('CameraTestReport', () => {
  // jsdom lays nothing out.
  beforeAll(() => void (Element.prototype.scrollIntoView = () => undefined));

  function report(found: CameraTest, playing: boolean): HTMLElement {
    const fixture = TestBed.createComponent(CameraTestReport);
    fixture.componentRef.setInput('running', false);
    fixture.componentRef.setInput('plan', plannedSteps({}));
    fixture.componentRef.setInput('found', found);
    fixture.componentRef.setInput('playing', playing);
    fixture.detectChanges();
    return fixture.nativeElement as HTMLElement;
  }

  it('shows a failed test as failed only while no video plays', () => {
    const without = report(FAILED, false);
    expect(without.querySelector('.verdict--bad')?.textContent).toContain('No usable video was received');
    expect(without.querySelectorAll('li.bad')).toHaveLength(1);
    const beside = report(FAILED, true);
    expect(beside.querySelector('.verdict')?.textContent).toContain('The video plays here');
    expect(beside.querySelector('.verdict--bad, li.bad')).toBeNull();
    expect(beside.querySelector('li.warned')?.textContent).toContain(FAULT.sentence);
  });

  it('omits the steps that a passed test did not run', () => {
    const steps = FAILED.steps.map((step) => ({ ...step, ok: true, fault: null }));
    expect(report({ ...FAILED, ok: true, steps }, false).querySelectorAll('li')).toHaveLength(2);
    expect(report(FAILED, false).querySelectorAll('li')).toHaveLength(6);
  });
});
