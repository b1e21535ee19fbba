import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { WorkshopEntity } from './workshop.entity';

/** Tenants and their people. */
@Module({
  imports: [TypeOrmModule.forFeature([WorkshopEntity])],
  exports: [TypeOrmModule],
})
export class WorkshopsModule {}
