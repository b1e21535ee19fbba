import type { OpenAPIObject } from '@nestjs/swagger';
import { AUTH_ACTIONS } from '@ppf/mediamtx';

const text = (description: string) => ({ type: 'string', description });

/** The hook in OpenAPI. It is answered before Nest, which therefore has no metadata of it (ADR 0004). */
export const MEDIA_AUTH_OPERATION: OpenAPIObject['paths'][string] = {
  post: {
    tags: ['MediaMTX'],
    operationId: 'MediaAuth.authorize',
    summary: 'MediaMTX asks whether a client may publish, watch or use its API.',
    description:
      'The external auth hook of MediaMTX (`authMethod: http`), v1.9.3 to v1.20.1. MediaMTX proves itself with HTTP Basic, ' +
      'user `mediamtx` and MEDIAMTX_HOOK_SECRET as password. Whatever is not understood is refused; unknown fields are not read.',
    ...{ 'x-permission': 'guarded' },
    security: [{ media_server: [] }],
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['ip', 'action', 'path'],
            properties: {
              ip: text("The client's address."),
              user: text('User name that the client sent; the jti of `Bearer <jti>:<jwt>`.'),
              password: text('Password that the client sent; the JWT of `Bearer <jti>:<jwt>`.'),
              token: text('Bearer token; from v1.18.0 also the password. Absent before v1.12.3.'),
              action: { type: 'string', enum: [...AUTH_ACTIONS] },
              path: text("MediaMTX's name of the stream; empty for api, metrics and pprof."),
              protocol: text(
                '`rtsp`, `webrtc`, `hls` and others; empty for playback, api, metrics and pprof.',
              ),
              id: { type: ['string', 'null'], format: 'uuid' },
              query: text("Query of the client's URL, without `?`."),
              userAgent: text('Absent before v1.19.0.'),
            },
          },
        },
      },
    },
    responses: {
      204: { description: 'Allowed. No body.' },
      401: {
        description: 'Refused, for whatever reason. No body: some releases would show it to the client.',
      },
    },
  },
};
