/** An address on HTTP, without credentials, query and fragment, as class-validator's `IsUrl` takes it. */
export const HTTP_ADDRESS = {
  protocols: ['http', 'https'],
  require_protocol: true,
  // Hosts of a private network have short names.
  require_tld: false,
  disallow_auth: true,
  allow_fragments: false,
  allow_query_components: false,
};

/** An address on RTSP, likewise. */
export const RTSP_ADDRESS = { ...HTTP_ADDRESS, protocols: ['rtsp', 'rtsps'] };
