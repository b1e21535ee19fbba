import { StartFault } from '../start-fault';
import { type StandaloneSettings } from '../settings';
import { chooseMediaServer, type MediaServerChoice } from './choose-media-server';
import { fetchedBinary, fetchMediaServer } from './fetch-media-server';
import { askProgram, isThisMachine, mediaServerOnPath } from './find-media-server';
import { PINNED_RELEASE } from './pinned-release';
import { ProgressBar } from './progress-bar';

/** A choice that can be acted on at once. */
export type MediaServer = Exclude<MediaServerChoice, { kind: 'fetch' } | { kind: 'fault' }>;

/** Finds a media server, fetches one, or settles for the simulator. Throws a StartFault where a setting forbids all of it. */
export async function provideMediaServer(
  settings: StandaloneSettings,
  directory: string,
): Promise<MediaServer> {
  const ask = async (binary: string | undefined) => (binary === undefined ? undefined : askProgram(binary));
  const chances = {
    local: isThisMachine(settings.mediaServerHost),
    auth: settings.mediaServerAuth,
    named: await ask(settings.mediaServerBinary),
    onPath: await ask(mediaServerOnPath(settings.environment.PATH ?? '')),
    fetched: await ask(fetchedBinary(directory, PINNED_RELEASE)),
    downloadAllowed: settings.downloadAllowed,
    production: settings.production,
  };
  const first = chooseMediaServer({ ...chances, fetchFailed: undefined });
  return settled(first.kind === 'fetch' ? await fetchFirst(settings, directory, chances) : first);
}

async function fetchFirst(
  settings: StandaloneSettings,
  directory: string,
  chances: Omit<Parameters<typeof chooseMediaServer>[0], 'fetchFailed'>,
): Promise<MediaServerChoice> {
  const bar = new ProgressBar(`Fetching MediaMTX ${PINNED_RELEASE.version}`, process.stderr);
  const outcome = await fetchMediaServer({
    release: PINNED_RELEASE,
    platform: `${process.platform}-${process.arch}`,
    base: settings.downloadBase,
    directory,
    onProgress: (received, total) => bar.show(received, total),
  });
  bar.end();
  if (outcome.kind === 'unavailable') return chooseMediaServer({ ...chances, fetchFailed: outcome.reason });
  const fetched = await askProgram(outcome.binary);
  return chooseMediaServer({ ...chances, fetched, fetchFailed: 'the fetched one does not run here' });
}

function settled(choice: MediaServerChoice): MediaServer {
  if (choice.kind === 'fault') throw new StartFault(choice.message);
  if (choice.kind === 'fetch') throw new StartFault('MediaMTX was fetched twice.');
  return choice;
}
