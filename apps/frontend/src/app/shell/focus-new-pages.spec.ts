import { Component, type ElementRef, viewChild } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, RouterOutlet } from '@angular/router';
import { focusNewPages } from './focus-new-pages';

@Component({
  imports: [RouterOutlet],
  template: `<button type="button">In the frame</button>
    <main #main><router-outlet /></main>`,
})
class Frame {
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');

  constructor() {
    focusNewPages(() => this.main().nativeElement);
  }
}

@Component({ template: '<h1>Pits</h1>' })
class Pits {}

@Component({ template: '<h1>Pit 1</h1><input />' })
class Pit {}

@Component({ template: '<p>Nothing to read first</p>' })
class Bare {}

describe('focusNewPages', () => {
  let router: Router;
  const focused = () => document.activeElement?.textContent;
  async function go(url: string): Promise<void> {
    await router.navigateByUrl(url);
    TestBed.tick();
  }

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([
          { path: 'pits', component: Pits },
          { path: 'pits/1', component: Pit },
          { path: 'bare', component: Bare },
        ]),
      ],
    });
    router = TestBed.inject(Router);
    const fixture = TestBed.createComponent(Frame);
    document.body.append(fixture.nativeElement);
    fixture.detectChanges();
    await go('/pits');
  });

  it('does not move the focus on the first page', () => {
    expect(document.activeElement).toBe(document.body);
  });

  it('moves the focus to the heading of the next page, also from a link in the frame', async () => {
    document.querySelector('button')?.focus();
    await go('/pits/1');
    expect(focused()).toBe('Pit 1');
  });

  it('moves the focus to the container of a page without a heading', async () => {
    await go('/bare');
    expect(document.activeElement?.tagName).toBe('MAIN');
  });

  it('keeps the focus within a page', async () => {
    await go('/pits/1');
    document.querySelector('input')?.focus();
    await go('/pits/1?step=2');
    expect(document.activeElement?.tagName).toBe('INPUT');
  });
});
