import { TestBed } from '@angular/core/testing';
import { type Camera, type PitStream, UNKNOWN_STREAM } from '@ppf/contracts';
import { PublishAddressChanged } from './publish-address-changed';

const CAMERA = {
  kind: 'push',
  publish_address: 'rtsp://north.example:8554/workshop-7/pit-1',
  sub_publish_address: null,
  publish_address_changed_at: null,
} as Camera;

describe('PublishAddressChanged', () => {
  function shown(camera: Partial<Camera> | null, status: PitStream['status']): string {
    const fixture = TestBed.createComponent(PublishAddressChanged);
    fixture.componentRef.setInput('camera', camera && { ...CAMERA, ...camera });
    fixture.componentRef.setInput('stream', { ...UNKNOWN_STREAM, status });
    fixture.detectChanges();
    return (fixture.nativeElement as HTMLElement).textContent.replace(/\s+/g, ' ').trim();
  }
  const today = new Date();
  today.setHours(14, 35, 0, 0);
  const publish_address_changed_at = today.toISOString();

  it('shows when the address changed and what to enter in the camera', () => {
    const text = shown({ publish_address_changed_at }, 'offline');
    expect(text).toContain('The publish address changed at 14:35. Enter the new address');
    expect(text).toContain('rtsp://north.example:8554/workshop-7/pit-1');
    expect(text).toContain('The user name and the publish key stay the same.');
  });

  it('shows the address of the second stream too', () => {
    const sub_publish_address = 'rtsp://north.example:8554/workshop-7/pit-1-sub';
    expect(shown({ publish_address_changed_at, sub_publish_address }, 'offline')).toContain(
      sub_publish_address,
    );
  });

  it.each<[string, Partial<Camera> | null, PitStream['status']]>([
    ['there is no camera', null, 'offline'],
    ['nothing changed', {}, 'offline'],
    ['the stream is live', { publish_address_changed_at }, 'live'],
  ])('shows nothing when %s', (_when, camera, status) => {
    expect(shown(camera, status)).toBe('');
  });
});
