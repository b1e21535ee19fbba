import { createPrivateKey, createPublicKey, type JsonWebKeyInput, type KeyObject } from 'node:crypto';
import { type Setting, setting, SettingFault } from './setting';

interface Described {
  readonly about: string;
}

/** A private key that signs stream tokens, else null. Also read from the file that `<NAME>_FILE` names. */
export function privateStreamKey(name: string, { about }: Described): Setting<KeyObject | null> {
  return keySetting(name, about, (text) => {
    const key = readKey(text, createPrivateKey);
    if (!key)
      throw new SettingFault(
        'must be a private key as PEM (PKCS#8, no passphrase) or JWK; `openssl genpkey -algorithm ed25519` makes one',
      );
    return key;
  });
}

/** A public key that verifies stream tokens, else null. The public part of a private key is used. */
export function publicStreamKey(name: string, { about }: Described): Setting<KeyObject | null> {
  return keySetting(name, about, (text) => {
    const key = readKey(text, createPublicKey);
    if (!key)
      throw new SettingFault('must be a public key as PEM or JWK; `openssl pkey -in KEY -pubout` shows it');
    return key;
  });
}

function keySetting(
  name: string,
  about: string,
  parse: (text: string) => KeyObject,
): Setting<KeyObject | null> {
  const made = setting<KeyObject>(name, {
    about,
    optional: true,
    secret: true,
    parse: (text) => {
      const key = parse(text);
      const fits =
        key.asymmetricKeyType === 'ed25519' ||
        (key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1');
      if (!fits) throw new SettingFault('must be an Ed25519 or a P-256 key');
      return key;
    },
  });
  return made as Setting<KeyObject | null>;
}

/** Null if the text is not a key. Node's message is dropped, because it could quote the text. */
function readKey(text: string, create: (input: string | JsonWebKeyInput) => KeyObject): KeyObject | null {
  try {
    // Environment files without line breaks contain them as \n.
    if (!text.trimStart().startsWith('{')) return create(text.replaceAll('\\n', '\n'));
    return create({ key: JSON.parse(text) as JsonWebKeyInput['key'], format: 'jwk' });
  } catch {
    return null;
  }
}
