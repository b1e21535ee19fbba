import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { type Pit, UNKNOWN_STREAM } from '@ppf/contracts';
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
  it('looks for what is wrong once, also when that is asked for before the card for it is there', async () => {
    TestBed.configureTestingModule({
      providers: [provideApi(), provideHttpClientTesting(), provideRouter([])],
    });
    TestBed.inject(AccessToken).accept({
      access_token: 't',
      token_type: 'Bearer',
      expires_in: 9_000,
      user: { id: 1, email: 'a@b.co', display_name: 'A', role: 'staff', workshop_id: 7 },
    });
    const fixture = TestBed.createComponent(PitColumn);
    const inputs = {
      ...{ pit: PIT, stage: document.createElement('div'), said: 'offline', figures: null, staleFor: null },
      ...{ hasPicture: false, inTrouble: true, mayManage: false, findings: () => null },
    };
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    fixture.detectChanges();
    const element = fixture.nativeElement as HTMLElement;
    expect(element.querySelector('ppf-diagnosis-card')).toBeNull();
    fixture.componentInstance.diagnose();
    await fixture.whenStable();
    for (let turns = 0; turns < 5; turns += 1) {
      TestBed.tick();
      await Promise.resolve();
    }
    expect(element.querySelector('ppf-diagnosis-card')?.textContent).toContain('Looking from the camera');
    TestBed.inject(HttpTestingController).expectOne('/api/v1/pits/3/diagnosis');
    fixture.destroy();
  });
});
