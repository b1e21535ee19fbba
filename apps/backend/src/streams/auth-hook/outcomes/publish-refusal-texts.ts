import { type DenyReason } from '../decision/decide-media-access';

const TEXTS: Partial<Record<DenyReason, string>> = {
  'no-credentials':
    'A client showed no key: if it is the camera and cannot answer a question for one, give it the address with the key in it.',
  'wrong-publish-key': 'A client showed another key than the newest one of this camera.',
  'no-publish-key': 'A client wanted to publish, and no key has been made for this camera yet.',
  'camera-does-not-push': 'A client wanted to publish, but this pit’s camera is set up to be fetched.',
  'camera-publishes-elsewhere': 'A client published to another address than the one shown here.',
  'no-such-stream': 'A client published a second stream, and this camera is set up without one.',
  'camera-paused': 'A client wanted to publish while the camera is paused.',
};

/** Why a client may not publish, in one sentence for the user who sets up the camera. Contains no data of the client. */
export function publishRefusalText(reason: DenyReason): string {
  return TEXTS[reason] ?? 'A client wanted to publish and was refused.';
}
