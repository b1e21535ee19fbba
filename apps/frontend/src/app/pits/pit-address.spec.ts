import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component, input, numberAttribute } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { provideApi } from '../api/provide-api';
import { PIT } from './testing/sample-camera';
import { signIn } from './testing/sign-in';
import { pitIdOfAddress, PitIds, pitLink, toPitNumber } from './pit-address';

@Component({ template: '{{ id() }}' })
class Page {
  readonly id = input.required({ transform: numberAttribute });
}
@Component({ template: 'the wall' })
class Wall {}

const children = [
  { path: '', pathMatch: 'full' as const, component: Page },
  { path: 'camera/edit', component: Page },
];
const LIST = `/api/v1/workshops/${PIT.workshop_id}/pits?number=${PIT.number}`;
const ADDRESS = `/workshops/${PIT.workshop_id}/pits/${PIT.number}`;

describe('addresses of pits', () => {
  let server: HttpTestingController;
  let harness: RouterTestingHarness;

  beforeEach(async () => {
    localStorage.clear();
    TestBed.configureTestingModule({
      providers: [
        provideApi(),
        provideHttpClientTesting(),
        provideRouter(
          [
            { path: 'pits', pathMatch: 'full', component: Wall },
            { path: 'workshops/:workshopId/pits/:number', resolve: { id: pitIdOfAddress }, children },
            { path: 'pits/:id', canActivate: [toPitNumber], children },
          ],
          withComponentInputBinding(),
        ),
      ],
    });
    signIn();
    server = TestBed.inject(HttpTestingController);
    harness = await RouterTestingHarness.create();
  });
  afterEach(() => server.verify());

  /** Goes somewhere; answers the one question that this asks, if any. */
  async function go(address: string, url?: string, answer?: object, status = 200): Promise<string> {
    const gone = harness.navigateByUrl(address);
    await new Promise((resolve) => setTimeout(resolve));
    if (url) server.expectOne(url).flush(answer ?? {}, { status, statusText: String(status) });
    await gone;
    harness.detectChanges();
    return harness.routeNativeElement?.textContent ?? '';
  }
  const url = () => TestBed.inject(Router).url;

  it('contain the workshop and the number', () => {
    expect(pitLink(PIT, 'camera')).toEqual(['/workshops', PIT.workshop_id, 'pits', PIT.number, 'camera']);
  });

  it('lead to the pit with the number', async () => {
    expect(await go(ADDRESS, LIST, { items: [PIT], next_cursor: null })).toBe(String(PIT.id));
    expect(JSON.parse(localStorage.getItem('ppf-pit-ids') ?? '')).toEqual({
      [`${PIT.workshop_id}/${PIT.number}`]: PIT.id,
    });
  });

  it('need no request for a pit that was loaded', async () => {
    TestBed.inject(PitIds).remember([PIT]);
    expect(await go(`${ADDRESS}/camera/edit`)).toBe(String(PIT.id));
  });

  it.each([
    ['no pit has the number', ADDRESS, LIST, { items: [], next_cursor: null }, 200],
    ['there is no such workshop', ADDRESS, LIST, { code: 'workshop-not-found' }, 404],
    ['it is not a number', `/workshops/${PIT.workshop_id}/pits/x`, undefined, undefined, 200],
  ])('lead to a pit that does not exist where %s', async (_, address, url, answer, status) => {
    expect(await go(address, url, answer, status)).toBe('0');
  });

  it('lead to the wall, which retries, when the API is not available', async () => {
    expect(await go(ADDRESS, LIST, { code: 'not-ready' }, 503)).toBe('the wall');
  });

  it('with an id redirect to those with the number, with the rest of the URL', async () => {
    expect(await go(`/pits/${PIT.id}/camera/edit?step=test`, `/api/v1/pits/${PIT.id}`, PIT)).toBe(
      String(PIT.id),
    );
    expect(url()).toBe(`${ADDRESS}/camera/edit?step=test`);
  });

  it('with an unknown id show that the pit does not exist after one request, and stay unchanged', async () => {
    expect(await go('/pits/999', '/api/v1/pits/999', { code: 'pit-not-found' }, 404)).toBe('0');
    expect(TestBed.inject(Router).url).toBe('/workshops/0/pits/0');
    expect(location.pathname).not.toContain('workshops/0');
  });
});
