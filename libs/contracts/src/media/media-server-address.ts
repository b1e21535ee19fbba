/** Options of `IsUrl` for an HTTP URL without credentials, query and fragment. */
export const HTTP_ADDRESS = {
  protocols: ['http', 'https'],
  require_protocol: true,
  // Host names in private networks have no top-level domain.
  require_tld: false,
  disallow_auth: true,
  allow_fragments: false,
  allow_query_components: false,
};

/** Options of `IsUrl` for an RTSP URL. */
export const RTSP_ADDRESS = { ...HTTP_ADDRESS, protocols: ['rtsp', 'rtsps'] };
