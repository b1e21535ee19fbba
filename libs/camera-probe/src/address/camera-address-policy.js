/** Cameras in the private ranges of a home or workshop network, and nowhere else. */
export const LOCAL_NETWORK_ONLY = {
  allow: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
  allowPublic: false,
  exempt: [],
  own: [],
};
