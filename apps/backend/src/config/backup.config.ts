import { secret } from './kinds-of-setting';
import { concern, setting, SettingFault } from './setting';

/** Encryption of backups (`npm run cli -- backup`): one of the two. */
export class BackupConfig extends concern('Backups', {
  passphrase: secret('BACKUP_PASSPHRASE', {
    bytes: 12,
    optional: true,
    about:
      'Encrypts and decrypts backups, at least 12 bytes. Keep a copy elsewhere: a backup cannot be decrypted without it.',
  }),
  recipient: setting<string>('BACKUP_RECIPIENT', {
    optional: true,
    about:
      'Encrypts backups instead of a passphrase: a public key of age (`age1…`, created by `age-keygen`). This machine can then create backups and decrypt none.',
    parse: (value) => {
      if (!/^age1[02-9ac-hj-np-z]{58}$/.test(value))
        throw new SettingFault('must be a public key of age, `age1` and 58 characters');
      return value;
    },
  }),
}) {}
