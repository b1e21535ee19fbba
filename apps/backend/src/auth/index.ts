export { AccessGuard } from './access/access.guard';
export { AccessToken } from './access/access-token';
export { CurrentUser } from './access/current-user';
export { mayEnterWorkshop, type Principal } from './access/principal';
export { Roles, rolesOf } from './access/roles';
export { AuthModule } from './auth.module';
export { CreateUser } from './passwords/create-user';
export { showUser } from './sign-in/signed-in';
export { UserEntity } from './user.entity';
