export { type AccessChange, AccessIndex } from './access-index';
export { MEDIA_AUTH_ROUTE } from './http/media-auth-hook';
export { MEDIA_AUTH_OPERATION } from './http/media-auth-operation';
export { type MediaDenial } from './decide-media-access';
export { type LastDenial, MediaAuthRecord } from './media-auth-record';
export { type StrayPublish } from './stray-publishes';
export { StreamTokens } from './stream-token';
export { type PitAccess } from './pit-access';
export { StreamsModule } from './streams.module';
