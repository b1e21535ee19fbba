import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { ActivatedRoute } from '@angular/router';
import { provideApi } from '../../api/provide-api';
import { ConfirmAlertsPage } from './confirm-alerts-page';

const CONFIRMATION = '/api/v1/alert-recipients/confirmation';
const TOKEN = 'A'.repeat(43);

describe('ConfirmAlertsPage', () => {
  function open() {
    TestBed.configureTestingModule({
      providers: [
        provideApi(),
        provideHttpClientTesting(),
        { provide: ActivatedRoute, useValue: { snapshot: { fragment: TOKEN } } },
      ],
    });
    const fixture = TestBed.createComponent(ConfirmAlertsPage);
    fixture.detectChanges();
    const page = fixture.nativeElement as HTMLElement;
    const settle = async () => {
      await fixture.whenStable();
      fixture.detectChanges();
    };
    return { page, settle, http: TestBed.inject(HttpTestingController) };
  }

  it('confirms by the token of the link when the button is pressed, and not before', async () => {
    const { page, settle, http } = open();
    http.expectNone(CONFIRMATION);
    page.querySelector('button')?.click();
    const request = http.expectOne(CONFIRMATION);
    expect(request.request.body).toEqual({ token: TOKEN });
    request.flush(null, { status: 204, statusText: 'No Content' });
    await settle();
    expect(page.textContent).toContain('Your address is confirmed');
    expect(page.querySelector('button')).toBeNull();
  });

  it('says what to do when the link works no more', async () => {
    const { page, settle, http } = open();
    page.querySelector('button')?.click();
    const gone = { status: 404, statusText: 'Not Found' };
    http.expectOne(CONFIRMATION).flush({ code: 'confirmation-link-invalid' }, gone);
    await settle();
    expect(page.querySelector('[role=alert]')?.textContent).toContain('Ask the owner of the workshop');
  });
});
