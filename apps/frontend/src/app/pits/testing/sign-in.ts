import { TestBed } from '@angular/core/testing';
import { permissionsOf, type Role } from '@ppf/contracts';
import { AccessToken } from '../../api/access-token';

/** Signs in a user of workshop 7, for specs; otherwise each request first requests an access token. */
export function signIn(role: Role = 'owner'): void {
  TestBed.inject(AccessToken).accept({
    access_token: 't',
    token_type: 'Bearer',
    expires_in: 9_000,
    user: {
      id: 1,
      email: 'a@b.co',
      display_name: 'A',
      role,
      permissions: permissionsOf(role),
      workshop_id: 7,
    },
  });
}
