import { type Observable, Subject } from 'rxjs';
import type { MediaServerEntity } from './media-server.entity';

/** Where a workshop's streams are. */
export interface Placement {
  readonly workshopId: number;
  readonly mediaServerId: number;
}

const NO_EDGES: readonly MediaServerEntity[] = [];

/**
 * The media servers and which one each workshop is placed on, in memory: stream tokens are made from it without the
 * database, and they stand before the first picture. Empty until it was read once.
 */
export class PlacementIndex {
  private byId: ReadonlyMap<number, MediaServerEntity> = new Map();
  private byWorkshop = new Map<number, number>();
  private byOrigin: ReadonlyMap<number, readonly MediaServerEntity[]> = new Map();
  private configuredOne: MediaServerEntity | undefined;
  private loaded = false;
  private readonly changed = new Subject<void>();

  /** Told after the servers or a placement changed. */
  readonly changes: Observable<void> = this.changed.asObservable();

  /** Whether it was read from the database at least once. */
  get isLoaded(): boolean {
    return this.loaded;
  }

  /** All of them, by id. The same array until one of them changes. */
  servers: readonly MediaServerEntity[] = [];

  /** Where browsers fetch media from, of all servers. The same array until a server changes. */
  origins: readonly string[] = [];

  /** The one with this id. */
  server(id: number): MediaServerEntity | undefined {
    return this.byId.get(id);
  }

  /** The one that the settings name; undefined until the index was read. */
  get configured(): MediaServerEntity | undefined {
    return this.configuredOne;
  }

  /** The one that a workshop is placed on; the configured one for a workshop that is not known (yet). */
  serverOf(workshopId: number): MediaServerEntity | undefined {
    return this.byId.get(this.byWorkshop.get(workshopId) ?? 0) ?? this.configuredOne;
  }

  /** The edges of a server. */
  edgesOf(originId: number): readonly MediaServerEntity[] {
    return this.byOrigin.get(originId) ?? NO_EDGES;
  }

  /** Ids of the workshops that are placed on a server. */
  workshopsOn(serverId: number): readonly number[] {
    return [...this.byWorkshop].flatMap(([workshop, server]) => (server === serverId ? [workshop] : []));
  }

  /** Every workshop with the id of the server that it is placed on. */
  placements(): Iterable<readonly [workshopId: number, serverId: number]> {
    return this.byWorkshop;
  }

  /** Takes what was read now for all there is. */
  replaceAll(servers: readonly MediaServerEntity[], placements: Iterable<Placement>): void {
    this.byWorkshop = new Map([...placements].map((each) => [each.workshopId, each.mediaServerId]));
    this.loaded = true;
    this.replaceServers(servers);
  }

  /** Takes these for all servers there are. */
  replaceServers(servers: readonly MediaServerEntity[]): void {
    this.servers = servers;
    this.byId = new Map(servers.map((server) => [server.id, server]));
    this.origins = [
      ...new Set(servers.flatMap(({ webrtcUrl, hlsUrl }) => [webrtcUrl, hlsUrl]).flatMap(originOf)),
    ];
    this.byOrigin = edgesByOrigin(servers);
    this.configuredOne = servers.find(({ isConfigured }) => isConfigured);
    this.changed.next();
  }

  /** Notes placements that are new or changed, and forgets workshops that are no more. */
  put(placements: readonly Placement[], gone: readonly number[]): void {
    for (const { workshopId, mediaServerId } of placements) this.byWorkshop.set(workshopId, mediaServerId);
    for (const id of gone) this.byWorkshop.delete(id);
    this.changed.next();
  }
}

// An address that cannot be read is nobody's origin; the other servers' are needed all the same.
function originOf(url: string): string[] {
  return URL.canParse(url) ? [new URL(url).origin] : [];
}

function edgesByOrigin(
  servers: readonly MediaServerEntity[],
): ReadonlyMap<number, readonly MediaServerEntity[]> {
  const origins = new Set(servers.flatMap(({ edgeOfId }) => edgeOfId ?? []));
  return new Map([...origins].map((id) => [id, servers.filter(({ edgeOfId }) => edgeOfId === id)]));
}
