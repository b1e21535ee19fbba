export { AccessToken } from './access-token';
export { AccessGuard } from './access.guard';
export { AuthModule } from './auth.module';
export { CurrentUser } from './current-user';
export { mayEnterWorkshop, type Principal } from './principal';
export { Roles } from './roles';
export { UserEntity } from './user.entity';
