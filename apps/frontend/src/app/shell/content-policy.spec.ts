import { TestBed } from '@angular/core/testing';
import { ContentPolicy } from './content-policy';

/** jsdom knows no violations: an event with what is read of one. */
function refuse(effectiveDirective: string): void {
  document.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), { effectiveDirective }));
}

describe('ContentPolicy', () => {
  it.each(['connect-src', 'media-src'])('notes that a media server may not be asked by %s', (directive) => {
    const policy = TestBed.inject(ContentPolicy);
    expect(policy.refused()).toBe(false);
    refuse(directive);
    expect(policy.refused()).toBe(true);
  });

  it('passes over what has nothing to do with media', () => {
    const policy = TestBed.inject(ContentPolicy);
    refuse('style-src-attr');
    expect(policy.refused()).toBe(false);
  });

  it('listens no more when it is gone', () => {
    const policy = TestBed.inject(ContentPolicy);
    TestBed.resetTestingModule();
    refuse('connect-src');
    expect(policy.refused()).toBe(false);
  });
});
