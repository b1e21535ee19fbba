import { integer, key, secret } from './kinds-of-setting';
import { concern, setting, SettingFault } from './setting';

/** Sign-in, and the key for sealed values. */
export class AuthConfig extends concern('Sign-in and keys', {
  accessTokenSecret: secret('ACCESS_TOKEN_SECRET', {
    bytes: 32,
    about:
      'Signs access tokens (HS256), at least 32 bytes. A new secret invalidates all access tokens; users stay signed in.',
  }),
  accessTokenTtlSeconds: integer('ACCESS_TOKEN_TTL_SECONDS', {
    default: '900',
    min: 30,
    max: 86_400,
    about: 'Lifetime of an access token, 30 to 86400 s.',
  }),
  refreshTokenTtlDays: integer('REFRESH_TOKEN_TTL_DAYS', {
    default: '30',
    min: 1,
    max: 365,
    about: 'Days that an unused sign-in stays valid, 1 to 365.',
  }),
  signInMaxDays: integer('SIGN_IN_MAX_DAYS', {
    default: '90',
    min: 1,
    max: 3650,
    about:
      'Days after which a sign-in ends even if it is used, 1 to 3650. The user then enters the password again.',
  }),
  adminEmail: setting<string>('ADMIN_EMAIL', {
    optional: true,
    about: 'Email of the first operator, created at startup if there is no user yet.',
    parse: (value) => {
      if (!/^[^\s@]+@[^\s@]+$/.test(value) || value.length > 254) throw new SettingFault('must be an email');
      return value.toLowerCase();
    },
  }),
  adminPassword: setting<string>('ADMIN_PASSWORD', {
    optional: true,
    secret: true,
    about: 'Password of the first operator, 12 to 200 characters. Used together with ADMIN_EMAIL, once.',
    parse: (value) => {
      if (value.length < 12 || value.length > 200) throw new SettingFault('must have 12 to 200 characters');
      return value;
    },
  }),
}) {}

/** Encrypts camera passwords at rest. */
export class SealingConfig extends concern('Sealing', {
  key: key('SEALING_KEY', { about: 'Seals camera passwords (AES-256-GCM): 32 bytes as base64.' }),
  previousKey: key('SEALING_KEY_PREVIOUS', {
    optional: true,
    about:
      'The previous key during a rotation. It decrypts what it encrypted; new passwords are encrypted with SEALING_KEY.',
  }),
}) {}
