export { MEDIA_AUTH_ROUTE } from './http/media-auth-hook';
export { MEDIA_AUTH_OPERATION } from './http/media-auth-operation';
export { StreamsModule } from './streams.module';
