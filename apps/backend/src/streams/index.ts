export { MEDIA_AUTH_ROUTE } from './http/media-auth-hook';
export { StreamsModule } from './streams.module';
