export { WorkshopEntity } from './workshop.entity';
export { WorkshopsModule } from './workshops.module';
