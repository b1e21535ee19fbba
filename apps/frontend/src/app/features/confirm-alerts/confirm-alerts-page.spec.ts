import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { ActivatedRoute } from '@angular/router';
import { provideApi } from '../../api/provide-api';
import { ConfirmAlertsPage } from './confirm-alerts-page';

const CONFIRMATION = '/api/v1/alert-recipients/confirmation';
const BROKEN = 'This link does not work any more.';

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

  it('confirms by the button alone, not by opening the link', async () => {
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
    // A link that was cut off: there is no field to correct.
    [400, 'validation-failed', BROKEN],
    [503, 'not-ready', 'The server is starting. Try again in a few seconds.'],
  ])('says after %i %s what to do', async (status, code, sentence) => {
    const { http, text, press } = show();
    press();
    http.expectOne(CONFIRMATION).flush({ code }, { status, statusText: 'x' });
    expect(await text()).toContain(sentence);
  });
});
