/** `iss` of every token for MediaMTX: its `authJWTIssuer`, which v1.17.0 and later verify. */
export const STREAM_ISSUER = 'ppf-monitoring';
/** `aud` of every token for MediaMTX: its `authJWTAudience`. Access tokens of the API do not have it. */
export const STREAM_AUDIENCE = 'mediamtx';
