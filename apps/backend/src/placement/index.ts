export { KeepConfiguredServer } from './keep-configured-server';
export { MediaServerReleases } from './media-server-releases';
export { MediaServerEntity } from './media-server.entity';
export { PlacementIndex } from './placement-index';
export { PlacementModule } from './placement.module';
