import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { permissionsOf, type Pit, UNKNOWN_STREAM } from '@ppf/contracts';
import { AccessToken } from '../../api/access-token';
import { provideApi } from '../../api/provide-api';
import { PULLED } from '../../pits/testing/sample-camera';
import { PitColumn } from './pit-column';

const PIT: Pit = {
  id: 3,
  workshop_id: 7,
  number: 3,
  name: null,
  path: 'workshop-7/pit-3',
  camera: PULLED,
  stream: UNKNOWN_STREAM,
  sub_stream: null,
};

describe('PitColumn', () => {
  async function settle(): Promise<void> {
    for (let turns = 0; turns < 5; turns += 1) {
      TestBed.tick();
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  function open(change: Record<string, unknown> = {}) {
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
        role: 'staff',
        permissions: permissionsOf('staff'),
        workshop_id: 7,
      },
    });
    const fixture: ComponentFixture<PitColumn> = TestBed.createComponent(PitColumn);
    const inputs = {
      ...{ pit: PIT, stage: document.createElement('div'), status: 'offline', figures: null, staleFor: null },
      ...{
        hasPicture: false,
        hasProblem: true,
        mayManage: false,
        canDiagnose: true,
        findings: () => null,
        ...change,
      },
    };
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    fixture.detectChanges();
    const element = fixture.nativeElement as HTMLElement;
    return { fixture, element, server: TestBed.inject(HttpTestingController) };
  }

  it('starts troubleshooting once, also before its card is loaded', async () => {
    const { fixture, element, server } = open();
    expect(element.querySelector('ppf-troubleshooting-card')).toBeNull();
    fixture.componentInstance.troubleshoot();
    await fixture.whenStable();
    await settle();
    expect(element.querySelector('ppf-troubleshooting-card')?.textContent).toContain(
      'Checking the path from the camera',
    );
    server.expectOne('/api/v1/pits/3/diagnosis');
    fixture.destroy();
  });

  it('has no troubleshooting for a user who may not diagnose the pit', async () => {
    const { fixture, element, server } = open({ canDiagnose: false });
    fixture.componentInstance.troubleshoot();
    await fixture.whenStable();
    await settle();
    expect(element.querySelector('ppf-pit-facts')).not.toBeNull();
    expect(element.querySelector('ppf-troubleshooting-card, .troubleshooting')).toBeNull();
    server.expectNone('/api/v1/pits/3/diagnosis');
    fixture.destroy();
  });

  it('shows the same number of viewers in the status line and in the list', async () => {
    const stream = { ...UNKNOWN_STREAM, status: 'live', readers: 2 } as const;
    const { fixture, element, server } = open({ pit: { ...PIT, stream }, mayManage: true });
    const line = () => element.querySelector('ppf-pit-facts')?.textContent ?? '';
    expect(line()).toMatch(/2 viewers/);
    await fixture.whenStable();
    await settle();
    const session = {
      id: 1,
      viewer: { kind: 'user', id: 5, name: 'Anna' },
      began_at: '2026-11-23T09:12:00Z',
    };
    server
      .expectOne((request) => request.url.includes('/streams/sessions'))
      .flush({ items: [session], next_cursor: null });
    await settle();
    expect(element.querySelectorAll('ppf-viewers-card li')).toHaveLength(1);
    expect(line()).toMatch(/1 viewer(?!s)/);
    fixture.destroy();
  });
});
