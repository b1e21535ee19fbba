import type { OpenAPIObject } from '@nestjs/swagger';

/** One method of a path. */
export type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** The methods that this API has. */
export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
