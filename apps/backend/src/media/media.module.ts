import { Module } from '@nestjs/common';
import { PitsModule } from '../pits';
import { KeepConfiguredServer, PlacementModule } from '../placement';
import { AskForPaths } from './ask-for-paths';
import { MediaServers } from './media-servers';
import { ReadDesiredPaths } from './read-desired-paths';
import { RefreshStreamKeys } from './refresh-stream-keys';

/** The media servers: their paths kept in line with the pits, their streams observed. */
@Module({
  imports: [PlacementModule, PitsModule],
  providers: [KeepConfiguredServer, ReadDesiredPaths, RefreshStreamKeys, MediaServers, AskForPaths],
  exports: [MediaServers],
})
export class MediaModule {}
