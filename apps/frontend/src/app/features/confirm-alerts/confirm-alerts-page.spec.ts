import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { ActivatedRoute } from '@angular/router';
import { provideApi } from '../../api/provide-api';
import { ConfirmAlertsPage } from './confirm-alerts-page';

const CONFIRMATION = '/api/v1/alert-recipients/confirmation';
const BROKEN = 'This link is no longer valid.';

describe('ConfirmAlertsPage', () => {
  const show = () => {
    TestBed.configureTestingModule({
      providers: [
        provideApi(),
        provideHttpClientTesting(),
        { provide: ActivatedRoute, useValue: { snapshot: { fragment: 'token' } } },
      ],
    });
    const fixture = TestBed.createComponent(ConfirmAlertsPage);
    fixture.detectChanges();
    const page = fixture.nativeElement as HTMLElement;
    const http = TestBed.inject(HttpTestingController);
    const text = async () => (await fixture.whenStable(), page.textContent);
    return { page, http, text, press: () => page.querySelector('button')?.click() };
  };

  it('confirms with the button, not when the link is opened', async () => {
    const { http, text, press } = show();
    http.expectNone(CONFIRMATION);
    press();
    const sent = http.expectOne(CONFIRMATION);
    expect(sent.request.body).toEqual({ token: 'token' });
    sent.flush(null, { status: 204, statusText: 'x' });
    expect(await text()).toContain('Your address is confirmed');
  });

  it.each<[number, string, string]>([
    [404, 'confirmation-link-invalid', BROKEN],
    // A truncated link: the page has no field to correct.
    [400, 'validation-failed', BROKEN],
    [503, 'not-ready', 'The server is starting. Try again in a few seconds.'],
  ])('shows what to do after %i %s', async (status, code, sentence) => {
    const { http, text, press } = show();
    press();
    http.expectOne(CONFIRMATION).flush({ code }, { status, statusText: 'x' });
    expect(await text()).toContain(sentence);
  });
});
