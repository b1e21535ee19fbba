/** English texts of streams and viewing sessions. */
export const EN = {
  'publish-refused': 'A client tried to publish and was refused.',
  'publish-refused.no-credentials':
    'A client sent no key. If it is the camera and it cannot respond to an authentication challenge, enter the address that contains the key.',
  'publish-refused.wrong-publish-key': 'A client sent a key other than the current key of this camera.',
  'publish-refused.no-publish-key': 'A client tried to publish, but this camera has no key yet.',
  'publish-refused.camera-does-not-push':
    'A client tried to publish, but this pit’s camera is set up to be pulled.',
  'publish-refused.camera-publishes-elsewhere':
    'A client published to an address other than the one shown here.',
  'publish-refused.no-such-stream':
    'A client published a second stream, but this camera is set up without one.',
  'publish-refused.camera-paused': 'A client tried to publish while the camera is paused.',
  'token.items': 'must be a list of 1 to {max} items',
  'token.unknown-field': 'is not a field of this request',
  'token.pit-id': 'must be an integer from 1 to {max}',
  'token.stream': 'must be main or sub',
  'token.token': 'must be a text of at most {max} characters',
  'revocation.scope': 'specify either pit_id or user_id',
} as const;
