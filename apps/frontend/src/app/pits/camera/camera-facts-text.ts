import type { Camera } from '@ppf/contracts';
import { shownAddress } from './camera-address';
import { fingerprintText } from './fingerprint-text';
import { cameraText } from './texts/text';

/** One setting of a camera, for display. */
export interface CameraFact {
  readonly name: string;
  readonly value: string;
  /** Whether the value is an address or a path, which is the same in every language. */
  readonly isData?: boolean;
}

/** The settings of a camera that may be shown, the most important ones first. @param path The path on the media server. */
export function cameraFacts(camera: Camera, path: string): readonly CameraFact[] {
  const facts = camera.kind === 'push' ? pushFacts(camera) : pullFacts(camera);
  return [
    ...facts,
    { name: cameraText('facts.transcoding'), value: transcodingText(camera) },
    { name: cameraText('facts.path'), value: path, isData: true },
  ];
}

function pushFacts(camera: Camera): readonly CameraFact[] {
  const { publish_address: address, sub_publish_address: subAddress } = camera;
  const key = cameraText(camera.has_publish_key ? 'facts.keyCreated' : 'facts.keyMissing');
  return [
    { name: cameraText('facts.source'), value: cameraText('facts.published') },
    { name: cameraText('facts.publishAddress'), value: address ?? '–', isData: true },
    { name: cameraText('facts.publishKey'), value: key },
    {
      name: cameraText('facts.secondStream'),
      value: subAddress ?? cameraText('facts.none'),
      isData: subAddress !== null,
    },
    {
      name: cameraText('facts.allowList'),
      value: camera.allow_list.join(', ') || cameraText('facts.noAddresses'),
    },
  ];
}

function pullFacts(camera: Camera): readonly CameraFact[] {
  const source = cameraText(camera.on_demand ? 'facts.pulledOnDemand' : 'facts.pulled');
  const facts = [
    { name: cameraText('facts.source'), value: source },
    { name: cameraText('facts.address'), value: shownAddress(camera), isData: true },
    { name: cameraText('facts.signIn'), value: signInText(camera) },
    { name: cameraText('facts.encryption'), value: encryptionText(camera) },
  ];
  if (camera.feed === 'mjpeg') return facts;
  const second = camera.sub ? (camera.sub_path ?? cameraText('facts.yes')) : cameraText('facts.none');
  return [
    ...facts,
    {
      name: cameraText('facts.transport'),
      value: cameraText(`facts.transports.${camera.transport ?? 'tcp'}`),
    },
    { name: cameraText('facts.secondStream'), value: second, isData: Boolean(camera.sub_path) },
  ];
}

function transcodingText({ transcode, feed }: Camera): string {
  if (!transcode) return cameraText('facts.no');
  return cameraText(feed === 'mjpeg' ? 'facts.mjpegToH264' : 'facts.toH264');
}

function encryptionText({ tls, tls_fingerprint: fingerprint }: Camera): string {
  if (!tls) return cameraText('facts.notEncrypted');
  return fingerprint
    ? cameraText('facts.tlsWithCertificate', { fingerprint: fingerprintText(fingerprint) })
    : cameraText('facts.tls');
}

function signInText({ user, has_password: hasPassword }: Camera): string {
  if (!user) return cameraText(hasPassword ? 'facts.withUserAndPassword' : 'facts.none');
  return cameraText(hasPassword ? 'facts.userWithPassword' : 'facts.userWithoutPassword', { user });
}
