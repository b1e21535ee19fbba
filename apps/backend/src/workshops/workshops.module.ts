import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth';
import { AddMember } from './add-member';
import { ChangeMember } from './change-member';
import { ChangeWorkshop } from './change-workshop';
import { DeleteWorkshop } from './delete-workshop';
import { FindWorkshop } from './find-workshop';
import { MembersController } from './http/members.controller';
import { WorkshopsController } from './http/workshops.controller';
import { WorkshopEntity } from './workshop.entity';

/** Tenants and their members. */
@Module({
  imports: [AuthModule, TypeOrmModule.forFeature([WorkshopEntity])],
  controllers: [WorkshopsController, MembersController],
  providers: [AddMember, ChangeMember, FindWorkshop, ChangeWorkshop, DeleteWorkshop],
  exports: [FindWorkshop, TypeOrmModule],
})
export class WorkshopsModule {}
