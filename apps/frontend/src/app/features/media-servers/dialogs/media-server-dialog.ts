import { Component, computed, inject, type Injector, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, pattern, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { MatFormField, MatInputModule } from '@angular/material/input';
import type { MediaServerDetails } from '@ppf/contracts';
import { firstValueFrom } from 'rxjs';
import { MediaServersApi } from '../../../api/media-servers-api';
import { submission } from '../../../api/submission';
import { SystemApi } from '../../../api/system-api';
import { FormFailure } from '../../../ui/form-failure';

const HTTP = /^https?:\/\/[^\s@?#]+$/;
const RTSP = /^rtsps?:\/\/[^\s@?#]+$/;
const NOT_HTTP = { message: 'An address with http:// or https://, without user and password.' };
const NOT_RTSP = { message: 'An address with rtsp:// or rtsps://, without user and password.' };

const FIELDS = [
  { key: 'api_url', label: 'Control API', hint: 'How this service reaches it, http://10.0.0.7:9997' },
  { key: 'webrtc_url', label: 'WebRTC', hint: 'How browsers reach it, https://media2.example.org:8889' },
  { key: 'hls_url', label: 'HLS', hint: 'How browsers reach it, https://media2.example.org:8888' },
  {
    key: 'rtsp_url',
    label: 'RTSP',
    hint: 'How players and cameras reach it, rtsp://media2.example.org:8554',
  },
] as const;

const NO_ORIGIN = '';
const NO_ADDRESS = { message: 'The IP address that its requests come from, as that server sees it.' };

/** What the dialog is about. */
export interface MediaServerToSetUp {
  /** Null: a new one. */
  readonly server: MediaServerDetails | null;
  /** Servers that a new one can be an edge of. */
  readonly origins: readonly MediaServerDetails[];
}

/** Asks for a media server's name and addresses, and of a new one whether it is an edge. */
@Component({
  selector: 'ppf-media-server-dialog',
  imports: [FormFailure, FormField, FormRoot, MatButton, MatDialogModule, MatFormField, MatInputModule],
  templateUrl: './media-server-dialog.html',
  styles: `
    mat-form-field {
      display: block;
      width: 100%;
      margin-top: 16px;
    }
    /* Room for the label on its edge, which Material takes from whatever comes first. */
    mat-dialog-content > mat-form-field:first-child {
      margin-top: 8px;
    }
  `,
})
export class MediaServerDialog {
  private readonly api = inject(MediaServersApi);
  private readonly dialog = inject<MatDialogRef<MediaServerDialog, boolean>>(MatDialogRef);

  private readonly info = inject(SystemApi).info(() => this.given.origins.length > 0);
  protected readonly given = inject<MediaServerToSetUp>(MAT_DIALOG_DATA);
  protected readonly server = this.given.server;
  /** In JWT mode nobody is asked whether an edge may fetch. */
  protected readonly offersEdges = computed(
    () => this.given.origins.length > 0 && this.info.value()?.media_server.auth === 'http',
  );
  protected readonly fields = FIELDS;
  protected readonly failure = signal<string | null>(null);
  protected readonly form = form(
    signal({
      name: this.server?.name ?? '',
      api_url: this.server?.api_url ?? '',
      webrtc_url: this.server?.webrtc_url ?? '',
      hls_url: this.server?.hls_url ?? '',
      rtsp_url: this.server?.rtsp_url ?? '',
      edge_of: String(this.server?.edge_of ?? NO_ORIGIN),
      pulls_from: this.server?.pulls_from ?? '',
    }),
    (path) => {
      required(path.name, { message: 'Give the server a name.' });
      maxLength(path.name, 60, { message: 'At most 60 characters.' });
      for (const each of [path.api_url, path.webrtc_url, path.hls_url]) {
        required(each, NOT_HTTP);
        pattern(each, HTTP, NOT_HTTP);
      }
      required(path.rtsp_url, NOT_RTSP);
      pattern(path.rtsp_url, RTSP, NOT_RTSP);
      required(path.pulls_from, {
        ...NO_ADDRESS,
        when: ({ valueOf }) => valueOf(path.edge_of) !== NO_ORIGIN,
      });
    },
    {
      submission: submission<Entry>({
        failure: this.failure,
        fields: { 'media-server-name-taken': 'name', 'media-server-address-taken': 'api_url' },
        send: async (entry) => {
          await this.save(entry);
          this.dialog.close(true);
        },
      }),
    },
  );

  protected readonly isEdge = () => this.form.edge_of().value() !== NO_ORIGIN;

  private save({ edge_of, pulls_from, ...told }: Entry) {
    const from = edge_of === NO_ORIGIN ? {} : { pulls_from: pulls_from.trim() };
    if (!this.server)
      return this.api.create({
        ...told,
        ...from,
        ...(edge_of !== NO_ORIGIN && { edge_of: Number(edge_of) }),
      });
    return this.api.update(
      this.server.id,
      this.server.is_configured ? { name: told.name } : { ...told, ...from },
    );
  }
}

interface Entry {
  readonly name: string;
  readonly api_url: string;
  readonly webrtc_url: string;
  readonly hls_url: string;
  readonly rtsp_url: string;
  /** An id, or `NO_ORIGIN`. */
  readonly edge_of: string;
  readonly pulls_from: string;
}

/** Opens the dialog, for a new server when none is given; true when something was saved. */
export async function openMediaServerDialog(injector: Injector, data: MediaServerToSetUp): Promise<boolean> {
  const opened = injector
    .get(MatDialog)
    .open<MediaServerDialog, MediaServerToSetUp, boolean>(MediaServerDialog, { data });
  return (await firstValueFrom(opened.afterClosed())) ?? false;
}
