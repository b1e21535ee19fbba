/** `iss` of every token for MediaMTX: its `authJWTIssuer`, where it checks that (≥ v1.17.0). */
export const STREAM_ISSUER = 'ppf-monitoring';
/** `aud` of them: its `authJWTAudience`. No sign-in token has it. */
export const STREAM_AUDIENCE = 'mediamtx';
