export { FindWorkshop } from './find-workshop';
export { WorkshopEntity } from './workshop.entity';
export { WorkshopsModule } from './workshops.module';
