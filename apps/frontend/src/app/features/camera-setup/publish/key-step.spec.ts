/**
 * @jest-environment-options {"url": "http://localhost:4300/"}
 */
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { PublishKey } from '@ppf/contracts';
import { provideApi } from '../../../api/provide-api';
import { EMPTY_ENTRY, type Publisher } from '../../../pits/camera/camera-entry';
import { CameraSetupStore } from '../setup/camera-setup-store';
import { KeyStep } from './key-step';
import { KeyStepHarness } from './key-step.harness';
import { JwtMode } from '../../../pits/camera/jwt-mode';
import { CameraTestRun } from '../../../pits/camera-test/camera-test-run';
import { PIT } from '../../../pits/testing/sample-camera';

const KEY: PublishKey = {
  ...{ user: 'pit-1', key: 'k', sub_publish_url: null, sub_publish_url_with_query: null, sub_whip_url: null },
  publish_url: 'rtsp://pit-1:k@127.0.0.1:8554/p',
  publish_url_with_query: 'rtsp://127.0.0.1:8554/p?token=k',
  whip_url: 'http://127.0.0.1:8889/p/whip',
  lan_hosts: ['192.168.1.5', '10.20.30.40'],
};

describe('KeyStep', () => {
  async function show(key: PublishKey, publisher: Publisher | null = 'ffmpeg'): Promise<KeyStepHarness> {
    const setup = {
      key: signal(key),
      entry: signal({ ...EMPTY_ENTRY, publisher }),
      camera: signal(null),
      isKeySaved: signal(false),
      busy: signal(false),
    };
    TestBed.configureTestingModule({
      providers: [
        CameraTestRun,
        { provide: JwtMode, useValue: { isOn: signal(false) } },
        provideApi(),
        provideHttpClientTesting(),
        { provide: CameraSetupStore, useValue: setup as unknown as CameraSetupStore },
      ],
    });
    const fixture = TestBed.createComponent(KeyStep);
    fixture.componentRef.setInput('pitId', PIT.id);
    fixture.componentRef.setInput('stream', { ...PIT.stream, status: 'offline' });
    return TestbedHarnessEnvironment.harnessForFixture(fixture, KeyStepHarness);
  }

  it('shows the settings of the publisher that was set up in this browser, and of another one on request', async () => {
    const first = await show(KEY);
    expect((await first.lines()).join('\n')).toContain('ffmpeg -f v4l2');
    TestBed.resetTestingModule();
    const later = await show(KEY, null);
    expect((await later.lines()).join('\n')).toContain('ffmpeg -f v4l2');
    await later.choosePublisher('OBS Studio');
    expect(await later.lines()).toContain('rtsp_transport=tcp');
  });

  it('gives no advice about hosts when the addresses lead to the media server', async () => {
    expect(await (await show({ ...KEY, lan_hosts: null })).advice()).toBeNull();
  });

  it('uses the port of the page, and puts the chosen host into every setting', async () => {
    const step = await show(KEY);
    expect(await step.lines()).toContain('rtsp://pit-1:k@127.0.0.1:8554/p');
    expect(await step.advice()).not.toContain('PUBLIC_URL');
    await step.choose('192.168.1.5');
    expect(await step.advice()).toContain('PUBLIC_URL=http://192.168.1.5:4300');
    expect(await step.lines()).toContain('rtsp://pit-1:k@192.168.1.5:8554/p');
    await step.choose('10.20.30.40');
    expect(await step.advice()).toContain('PUBLIC_URL=http://10.20.30.40:4300');
    expect(await step.lines()).toContain('rtsp://pit-1:k@10.20.30.40:8554/p');
    await step.choose('This machine');
    expect(await step.lines()).toContain('rtsp://pit-1:k@127.0.0.1:8554/p');
  });

  it('explains that only this machine can publish when it has no other address', async () => {
    const step = await show({ ...KEY, lan_hosts: [] });
    expect(await step.advice()).toContain('Only an encoder on this machine can use the key.');
    expect(await step.choices()).toEqual([]);
  });
});
