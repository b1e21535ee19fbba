import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { QrCode } from './qr-code';
import { QrCodeHarness } from './qr-code.harness';

const SECRET = 'rtsp://pit-7:b8Zk0vN2w8q7b1@cameras.example.com:8554/workshop-1/pit-7';

async function draw(text: string): Promise<QrCodeHarness> {
  const fixture = TestBed.createComponent(QrCode);
  fixture.componentRef.setInput('text', text);
  fixture.componentRef.setInput('label', 'QR code of the address');
  return TestbedHarnessEnvironment.harnessForFixture(fixture, QrCodeHarness);
}

describe('QrCode', () => {
  it('draws its text and has an accessible name without it', async () => {
    const code = await draw(SECRET);
    expect(await code.label()).toBe('QR code of the address');
    expect(await code.path()).toMatch(/^(M\d+ \d+h\d+v1h-\d+z){100,}$/);
    expect(await (await code.host()).text()).not.toContain('b8Zk0vN2w8q7b1');
  });

  it('draws another text differently', async () => {
    expect(await (await draw(SECRET)).path()).not.toBe(await (await draw(`${SECRET}1`)).path());
  });

  it('has a quiet zone of four modules', async () => {
    const path = (await (await draw(SECRET)).path()) ?? '';
    const corners = [...path.matchAll(/M(\d+) (\d+)/g)].flatMap(([, x, y]) => [Number(x), Number(y)]);
    expect(Math.min(...corners)).toBe(4);
  });
});
