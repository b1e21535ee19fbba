import { permissionsOf } from '@ppf/contracts';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component, Injector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatFormFieldHarness } from '@angular/material/form-field/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import { AccessToken } from '../../../api/access-token';
import { provideApi } from '../../../api/provide-api';
import { openMediaServerDialog } from './media-server-dialog';

const SERVERS = '/api/v1/media-servers';
const ADDRESSES = {
  name: 'Hall south',
  api_url: 'http://m:9997',
  webrtc_url: 'https://m:8889',
  hls_url: 'https://m:8888',
  rtsp_url: 'rtsp://m:8554',
};

@Component({ template: '' })
class Host {}

describe('the dialog for a media server', () => {
  let http: HttpTestingController;
  const loader = () => TestbedHarnessEnvironment.documentRootLoader(TestBed.createComponent(Host));
  const press = async (text: string) => (await loader().getHarness(MatButtonHarness.with({ text }))).click();
  const faults = async () => {
    const fields = await loader().getAllHarnesses(MatFormFieldHarness);
    return (await Promise.all(fields.map((field) => field.getTextErrors()))).flat();
  };
  const failure = () => document.querySelector('ppf-form-failure')?.textContent.trim();
  const refuse = (code: string, status: number) =>
    http.expectOne(SERVERS).flush({ code }, { status, statusText: 'x' });
  async function enter(): Promise<void> {
    const inputs = await loader().getAllHarnesses(MatInputHarness);
    for (const [at, value] of Object.values(ADDRESSES).entries()) await inputs[at]?.setValue(value);
  }

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideApi(), provideHttpClientTesting()] });
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
    http = TestBed.inject(HttpTestingController);
  });

  it('shows a failure of the whole form, and is sent again as it is', async () => {
    const saved = openMediaServerDialog(TestBed.inject(Injector), { server: null, origins: [] });
    await enter();
    await press('Add server');
    http.expectOne(SERVERS).error(new ProgressEvent('error'));
    expect(await faults()).toEqual([]);
    expect(failure()).toBe('The server can’t be reached. Check the network, then try again.');
    await press('Add server');
    expect(failure()).toBe('');
    const sent = http.expectOne(SERVERS);
    expect(sent.request.body).toEqual(ADDRESSES);
    sent.flush({ id: 2, ...ADDRESSES });
    expect(await saved).toBe(true);
  });

  it('shows an invalid address beside its field until it changes', async () => {
    const saved = openMediaServerDialog(TestBed.inject(Injector), { server: null, origins: [] });
    await enter();
    await press('Add server');
    refuse('media-server-address-taken', 409);
    expect(await faults()).toEqual(['Another media server has this control API address. Check it.']);
    await press('Add server');
    http.expectNone(SERVERS);
    const [, api] = await loader().getAllHarnesses(MatInputHarness);
    await api?.setValue('http://n:9997');
    await press('Add server');
    http.expectOne(SERVERS).flush({ id: 2, ...ADDRESSES });
    expect(await saved).toBe(true);
  });
});
