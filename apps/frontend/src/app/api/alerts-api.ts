import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type {
  AlertChannel,
  AlertChannelList,
  AlertDelivery,
  AlertDeliveryList,
  CreateAlertChannelRequest,
  CreatedAlertChannel,
  MaintenanceWindow,
  MaintenanceWindowList,
  PutMaintenanceWindowRequest,
  UpdateAlertChannelRequest,
  WebhookSecret,
} from '@ppf/contracts';
import { firstValueFrom } from 'rxjs';
import { API_ROOT, WITHOUT_ACCESS_TOKEN } from './api-root';

type WorkshopId = () => number | undefined;

/** Alerts of a workshop, for its owners. Lists are requested while a workshop is selected. Every method throws `ProblemError`. */
@Injectable({ providedIn: 'root' })
export class AlertsApi {
  private readonly http = inject(HttpClient);

  /** All channels, at most 20. */
  channels(workshopId: WorkshopId): HttpResourceRef<AlertChannelList | undefined> {
    return httpResource<AlertChannelList>(() => at(workshopId(), 'alert-channels?limit=100'));
  }

  /** The newest deliveries, up to `limit`. */
  deliveries(workshopId: WorkshopId, limit: () => number): HttpResourceRef<AlertDeliveryList | undefined> {
    return httpResource<AlertDeliveryList>(() => at(workshopId(), `alert-deliveries?limit=${limit()}`));
  }

  /** All maintenance windows, at most 100. */
  windows(workshopId: WorkshopId): HttpResourceRef<MaintenanceWindowList | undefined> {
    return httpResource<MaintenanceWindowList>(() => at(workshopId(), 'maintenance-windows?limit=100'));
  }

  /** Creates a channel. */
  create(workshopId: number, request: CreateAlertChannelRequest): Promise<CreatedAlertChannel> {
    return firstValueFrom(this.http.post<CreatedAlertChannel>(of(workshopId, 'alert-channels'), request));
  }

  /** Changes a channel. */
  update(channel: AlertChannel, request: UpdateAlertChannelRequest): Promise<AlertChannel> {
    return firstValueFrom(this.http.patch<AlertChannel>(ofChannel(channel), request));
  }

  /** Deletes a channel and its deliveries. */
  delete(channel: AlertChannel): Promise<void> {
    return firstValueFrom(this.http.delete<void>(ofChannel(channel)));
  }

  /** Sends the confirmation link again to recipients who have not confirmed. */
  resendConfirmation(channel: AlertChannel): Promise<AlertChannel> {
    return firstValueFrom(this.http.post<AlertChannel>(`${ofChannel(channel)}/confirmations`, null));
  }

  /** Confirms an address by the token of its link. No sign-in is required. */
  confirmRecipient(token: string): Promise<void> {
    const context = new HttpContext().set(WITHOUT_ACCESS_TOKEN, true);
    return firstValueFrom(
      this.http.post<void>(`${API_ROOT}/alert-recipients/confirmation`, { token }, { context }),
    );
  }

  /** Sends a test to a channel. */
  test(channel: AlertChannel): Promise<AlertDelivery> {
    return firstValueFrom(this.http.post<AlertDelivery>(`${ofChannel(channel)}/test`, null));
  }

  /** Replaces the signing secret of a webhook. */
  replaceSecret(channel: AlertChannel): Promise<WebhookSecret> {
    return firstValueFrom(this.http.post<WebhookSecret>(`${ofChannel(channel)}/secret`, null));
  }

  /** Retries a delivery. */
  retry(workshopId: number, id: number): Promise<AlertDelivery> {
    return firstValueFrom(
      this.http.post<AlertDelivery>(of(workshopId, `alert-deliveries/${id}/retry`), null),
    );
  }

  /** Replaces a maintenance window. @param id null to create one */
  putWindow(
    workshopId: number,
    id: number | null,
    request: PutMaintenanceWindowRequest,
  ): Promise<MaintenanceWindow> {
    const windows = of(workshopId, 'maintenance-windows');
    return firstValueFrom(
      id === null
        ? this.http.post<MaintenanceWindow>(windows, request)
        : this.http.put<MaintenanceWindow>(`${windows}/${id}`, request),
    );
  }

  /** Deletes a window. */
  deleteWindow(window: MaintenanceWindow): Promise<void> {
    return firstValueFrom(this.http.delete<void>(of(window.workshop_id, `maintenance-windows/${window.id}`)));
  }
}

function of(workshopId: number, path: string): string {
  return `${API_ROOT}/workshops/${workshopId}/${path}`;
}

function at(workshopId: number | undefined, path: string): string | undefined {
  return workshopId === undefined ? undefined : of(workshopId, path);
}

function ofChannel({ workshop_id: workshopId, id }: AlertChannel): string {
  return of(workshopId, `alert-channels/${id}`);
}
