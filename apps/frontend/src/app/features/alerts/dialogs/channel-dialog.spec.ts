import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component, Injector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatFormFieldHarness } from '@angular/material/form-field/testing';
import { MatInputHarness, MatNativeSelectHarness } from '@angular/material/input/testing';
import { type AlertChannel, permissionsOf } from '@ppf/contracts';
import { AccessToken } from '../../../api/access-token';
import { provideApi } from '../../../api/provide-api';
import { type ChannelDialogData, openChannelDialog } from './channel-dialog';

const CHANNELS = '/api/v1/workshops/5/alert-channels';
const CHANNEL = {
  id: 2,
  workshop_id: 5,
  kind: 'webhook',
  name: 'Job board',
  enabled: true,
  pit_ids: null,
  delay_seconds: 90,
  url: 'https://hooks.example/',
  recipients: [],
} as unknown as AlertChannel;
const MAIL: AlertChannel = { ...CHANNEL, kind: 'email', url: null, recipients: ['a@b.co'] };

@Component({ template: '' })
class Host {}

describe('the dialog for a channel', () => {
  let http: HttpTestingController;
  const loader = () => TestbedHarnessEnvironment.documentRootLoader(TestBed.createComponent(Host));
  const open = (change: Partial<ChannelDialogData> = {}) =>
    openChannelDialog(TestBed.inject(Injector), {
      workshopId: 5,
      channel: null,
      emailAvailable: false,
      pits: [],
      ...change,
    });
  const press = async (text: string) => (await loader().getHarness(MatButtonHarness.with({ text }))).click();
  const inputs = () => loader().getAllHarnesses(MatInputHarness);
  const timeZone = async () => {
    const field = await loader().getHarness(MatFormFieldHarness.with({ floatingLabelText: 'Time zone' }));
    const select = (await field.getControl(MatNativeSelectHarness)) as MatNativeSelectHarness;
    return {
      options: async () => Promise.all((await select.getOptions()).map((option) => option.getText())),
      value: async () => (await select.host()).getProperty<string>('value'),
      choose: async (text: string) => {
        await select.selectOptions({ text });
        await (await select.host()).dispatchEvent('input'); // The harness sends `change` only, browsers both.
      },
    };
  };
  const faults = async () => {
    const fields = await loader().getAllHarnesses(MatFormFieldHarness);
    return (await Promise.all(fields.map((field) => field.getTextErrors()))).flat();
  };

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
        role: 'owner',
        permissions: permissionsOf('owner'),
        workshop_id: 5,
      },
    });
    http = TestBed.inject(HttpTestingController);
  });

  it('saves nothing when it is cancelled', async () => {
    const saved = open();
    await press('Cancel');
    expect(await saved).toBeUndefined();
  });

  it('requires missing fields, creates a webhook, and shows its secret', async () => {
    const saved = open();
    await press('Add channel');
    expect(await faults()).toContain('Enter a name.');
    const [name, url] = await inputs();
    await name?.setValue(' Job board ');
    await url?.setValue('https://hooks.example/a');
    await press('Add channel');
    const sent = http.expectOne(CHANNELS);
    expect(sent.request.body).toEqual({
      kind: 'webhook',
      name: 'Job board',
      enabled: true,
      delay_seconds: 60,
      pit_ids: null,
      url: 'https://hooks.example/a',
    });
    sent.flush({ channel: CHANNEL, secret: 'whsec_x' });
    expect(await saved).toEqual({ name: 'Job board', secret: 'whsec_x' });
  });

  it('keeps the time zone of the emails, and changes it', async () => {
    const channel = { ...MAIL, time_zone: 'Asia/Calcutta' };
    const saved = open({ channel, emailAvailable: true });
    const zones = await timeZone();
    expect(await zones.options()).toEqual(expect.arrayContaining(['UTC', 'Europe/Berlin', 'Asia/Calcutta']));
    await press('Save');
    const kept = http.expectOne(`${CHANNELS}/2`);
    expect(kept.request.body).toMatchObject({ time_zone: 'Asia/Calcutta' });
    kept.flush({ code: 'not-ready' }, { status: 503, statusText: 'x' });
    await zones.choose('Europe/Berlin');
    await press('Save');
    const changed = http.expectOne(`${CHANNELS}/2`);
    expect(changed.request.body).toMatchObject({ time_zone: 'Europe/Berlin', recipients: ['a@b.co'] });
    changed.flush(channel);
    expect(await saved).toEqual({ name: 'Job board', secret: null });
  });

  it('shows UTC for a channel without a time zone, and that of the browser for a new one', async () => {
    const first = open({ channel: { ...MAIL, time_zone: null }, emailAvailable: true });
    expect(await (await timeZone()).value()).toBe('UTC');
    await press('Cancel');
    await first;
    jest
      .spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions')
      .mockReturnValue({ timeZone: 'Pacific/Auckland' } as Intl.ResolvedDateTimeFormatOptions);
    const second = open({ emailAvailable: true });
    expect(await (await timeZone()).value()).toBe('Pacific/Auckland');
    await press('Cancel');
    await second;
  });

  it('shows at the address why it is refused', async () => {
    const saved = open({ channel: CHANNEL });
    await press('Save');
    const sent = http.expectOne(`${CHANNELS}/2`);
    expect(sent.request.body).toMatchObject({ delay_seconds: 90, url: 'https://hooks.example/' });
    const detail = 'This address is in a private network that webhooks must not use.';
    sent.flush({ code: 'webhook-address-refused', detail }, { status: 422, statusText: 'x' });
    expect(await faults()).toEqual([detail]);
    const [, url] = await inputs();
    await url?.setValue('https://hooks.example/b');
    await press('Save');
    http.expectOne(`${CHANNELS}/2`).flush({ code: 'not-ready' }, { status: 503, statusText: 'x' });
    await press('Save');
    http.expectOne(`${CHANNELS}/2`).flush(CHANNEL);
    expect(await saved).toEqual({ name: 'Job board', secret: null });
  });
});
