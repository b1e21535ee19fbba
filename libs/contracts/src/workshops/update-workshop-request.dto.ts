import { CreateWorkshopRequest } from './create-workshop-request.dto';

/** `PATCH /workshops/{id}`. */
export class UpdateWorkshopRequest extends CreateWorkshopRequest {}
