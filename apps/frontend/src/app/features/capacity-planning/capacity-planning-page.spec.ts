import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { type LiveStream, permissionsOf, UNKNOWN_STREAM } from '@ppf/contracts';
import { AccessToken } from '../../api/access-token';
import { provideApi } from '../../api/provide-api';
import { CapacityPlanningPage } from './capacity-planning-page';
import { CapacityPlanningPageHarness } from './capacity-planning-page.harness';

const live = (pitId: number, bits: number, readers: number): LiveStream => ({
  pit_id: pitId,
  workshop_id: 1,
  path: `workshop-1/pit-${pitId}`,
  stream: { ...UNKNOWN_STREAM, status: 'live', bits_per_second: bits, readers },
});

describe('CapacityPlanningPage', () => {
  let page: CapacityPlanningPageHarness;

  async function open(...items: LiveStream[]): Promise<void> {
    TestBed.configureTestingModule({
      providers: [provideApi(), provideHttpClientTesting(), provideRouter([])],
    });
    TestBed.inject(AccessToken).accept({
      access_token: 't',
      token_type: 'Bearer',
      expires_in: 9_000,
      user: {
        id: 1,
        email: 'a@b.co',
        display_name: 'A',
        role: 'operator',
        permissions: permissionsOf('operator'),
        workshop_id: null,
      },
    });
    const fixture = TestBed.createComponent(CapacityPlanningPage);
    TestBed.tick();
    TestBed.inject(HttpTestingController)
      .expectOne('/api/v1/streams?limit=100')
      .flush({ items, next_cursor: null });
    page = await TestbedHarnessEnvironment.harnessForFixture(fixture, CapacityPlanningPageHarness);
  }

  it('starts with a typical workshop and updates with the input', async () => {
    await open();
    expect(await page.machine()).toBe('2 cores, 2 GB memory, 20 GB disk, 100 Mbit/s');
    await page.type('Recorded pits', '12');
    expect((await page.totals())[5]).toMatch(/^Disk.*GB$/);
    expect(await page.machine()).toContain('4,000 GB disk');
    await page.type('Main streams watched', '400');
    expect(await page.machine()).toContain('2.5 Gbit/s');
  });

  it('shows an invalid number and keeps the last plan', async () => {
    await open();
    const before = await page.machine();
    await page.type('Main stream', 'a lot');
    expect(await page.wrong()).toEqual(['Enter a number from 0 to 200.']);
    expect(await page.machine()).toBe(before);
  });

  it('applies the current load', async () => {
    await open(live(1, 2_000_000, 3), live(2, 3_000_000, 0));
    expect(await page.offersMeasured()).toBe('Use current load: 2 × 2.5 Mbit/s, 3 viewers');
    await page.useMeasured();
    expect((await page.totals())[0]).toMatch(/From cameras\s*5\.25 Mbit\/s/);
  });

  it('offers no current load without streams', async () => {
    await open();
    expect(await page.offersMeasured()).toBeNull();
  });
});
