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
  async function go(address: string, asked?: string, answer?: object, status = 200): Promise<string> {
    const gone = harness.navigateByUrl(address);
    await new Promise((resolve) => setTimeout(resolve));
    if (asked) server.expectOne(asked).flush(answer ?? {}, { status, statusText: String(status) });
    await gone;
    harness.detectChanges();
    return harness.routeNativeElement?.textContent ?? '';
  }
  const url = () => TestBed.inject(Router).url;

  it('are of its workshop and number', () => {
    expect(pitLink(PIT, 'camera')).toEqual(['/workshops', PIT.workshop_id, 'pits', PIT.number, 'camera']);
  });

  it('lead to the pit that has the number', async () => {
    expect(await go(ADDRESS, LIST, { items: [PIT], next_cursor: null })).toBe(String(PIT.id));
    expect(JSON.parse(localStorage.getItem('ppf-pit-ids') ?? '')).toEqual({
      [`${PIT.workshop_id}/${PIT.number}`]: PIT.id,
    });
  });

  it('ask nothing for a pit that was seen', async () => {
    TestBed.inject(PitIds).remember([PIT]);
    expect(await go(`${ADDRESS}/camera/edit`)).toBe(String(PIT.id));
  });

  it.each([
    ['no pit has the number', ADDRESS, LIST, { items: [], next_cursor: null }, 200],
    ['there is no such workshop', ADDRESS, LIST, { code: 'workshop-not-found' }, 404],
    ['it is no number', `/workshops/${PIT.workshop_id}/pits/x`, undefined, undefined, 200],
  ])('say at once that there is no such pit where %s', async (_, address, asked, answer, status) => {
    expect(await go(address, asked, answer, status)).toBe('0');
  });

  it('lead to the wall, which tries again, where the API cannot be asked', async () => {
    expect(await go(ADDRESS, LIST, { code: 'not-ready' }, 503)).toBe('the wall');
  });

  it('with its id lead to those with its number, with all that follows', async () => {
    expect(await go(`/pits/${PIT.id}/camera/edit?step=test`, `/api/v1/pits/${PIT.id}`, PIT)).toBe(
      String(PIT.id),
    );
    expect(url()).toBe(`${ADDRESS}/camera/edit?step=test`);
  });

  it('with an id that no pit has say so after one question, and stay as they are', async () => {
    expect(await go('/pits/999', '/api/v1/pits/999', { code: 'pit-not-found' }, 404)).toBe('0');
    expect(TestBed.inject(Router).url).toBe('/workshops/0/pits/0');
    expect(location.pathname).not.toContain('workshops/0');
  });
});
