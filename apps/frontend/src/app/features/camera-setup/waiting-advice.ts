import type { Pit } from '@ppf/contracts';

/** What could be wrong while no picture comes, in sentences: the likeliest first. */
export function waitingAdvice({ camera, stream }: Pick<Pit, 'camera' | 'stream'>): readonly string[] {
  if (stream.status === 'live')
    return [
      'The picture has reached the server, and this browser is still waiting for it. It comes by itself.',
    ];
  if (camera?.kind === 'pull')
    return [
      'The server does not get the camera’s picture yet. Test it: the test says where it stops.',
      'A camera that was switched on just now may take a minute.',
    ];
  return [
    'Nothing has arrived from the sender. Is it switched on, and does it run?',
    'Does it reach this server? The host and port in the address must be reachable from where it is.',
    'Does it have the newest key? Another one was refused as soon as the new one was made.',
  ];
}
