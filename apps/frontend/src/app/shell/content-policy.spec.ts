import { TestBed } from '@angular/core/testing';
import { ContentPolicy } from './content-policy';

/** Dispatches a violation, which jsdom does not implement. */
function dispatchViolation(effectiveDirective: string): void {
  document.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), { effectiveDirective }));
}

describe('ContentPolicy', () => {
  it.each(['connect-src', 'media-src'])('detects a blocked media request: %s', (directive) => {
    const policy = TestBed.inject(ContentPolicy);
    expect(policy.hasBlocked()).toBe(false);
    dispatchViolation(directive);
    expect(policy.hasBlocked()).toBe(true);
  });

  it('ignores violations without media', () => {
    const policy = TestBed.inject(ContentPolicy);
    dispatchViolation('style-src-attr');
    expect(policy.hasBlocked()).toBe(false);
  });

  it('stops listening when it is destroyed', () => {
    const policy = TestBed.inject(ContentPolicy);
    TestBed.resetTestingModule();
    dispatchViolation('connect-src');
    expect(policy.hasBlocked()).toBe(false);
  });
});
