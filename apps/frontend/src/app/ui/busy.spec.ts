import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Busy } from './busy';

@Component({
  imports: [Busy],
  template: `<button type="button" [ppfBusy]="busy()" (click)="press()">Check</button>`,
})
class Host {
  readonly busy = signal(false);
  readonly press = jest.fn();
}

describe('Busy', () => {
  it('ignores clicks while busy and keeps the focus', () => {
    const fixture = TestBed.createComponent(Host);
    const { busy, press } = fixture.componentInstance;
    document.body.append(fixture.nativeElement);
    fixture.detectChanges();
    const button = (fixture.nativeElement as HTMLElement).querySelector('button');
    button?.focus();
    button?.click();
    expect(press).toHaveBeenCalledTimes(1);
    expect(button?.hasAttribute('aria-disabled')).toBe(false);
    busy.set(true);
    fixture.detectChanges();
    button?.click();
    expect(press).toHaveBeenCalledTimes(1);
    expect(button?.getAttribute('aria-disabled')).toBe('true');
    expect(document.activeElement).toBe(button);
    busy.set(false);
    fixture.detectChanges();
    button?.click();
    expect(press).toHaveBeenCalledTimes(2);
  });
});
