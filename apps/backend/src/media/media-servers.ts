import { type MediaServer } from './media-server';

/** The media servers in use, and which one a workshop is placed on. */
export class MediaServers {
  constructor(private readonly only: MediaServer) {}

  /** All of them, by id. */
  get all(): readonly MediaServer[] {
    return [this.only];
  }

  /** The one that carries a workshop's streams. */
  of(_workshopId: number): MediaServer {
    return this.only;
  }
}
