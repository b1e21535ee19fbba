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
import { text } from '../texts/text';

const HTTP = /^https?:\/\/[^\s@?#]+$/;
const RTSP = /^rtsps?:\/\/[^\s@?#]+$/;
const HTTP_INVALID = { message: text('dialog.httpInvalid') };
const RTSP_INVALID = { message: text('dialog.rtspInvalid') };

const FIELDS = [
  { key: 'api_url', label: text('dialog.api'), hint: text('dialog.apiHint') },
  { key: 'webrtc_url', label: text('dialog.webrtc'), hint: text('dialog.webrtcHint') },
  { key: 'hls_url', label: text('dialog.hls'), hint: text('dialog.hlsHint') },
  { key: 'rtsp_url', label: text('dialog.rtsp'), hint: text('dialog.rtspHint') },
] as const;

const NO_ORIGIN = '';
const ADDRESS_MISSING = { message: text('dialog.addressMissing') };

/** Input of the dialog. */
export interface MediaServerDialogData {
  /** Null to add one. */
  readonly server: MediaServerDetails | null;
  /** Possible origins of a new edge. */
  readonly origins: readonly MediaServerDetails[];
}

/** Adds or edits a media server. A new one can be an edge. */
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
    /* Space for the floating label, because Material removes the margin of the first element. */
    mat-dialog-content > mat-form-field:first-child {
      margin-top: 8px;
    }
  `,
})
export class MediaServerDialog {
  private readonly api = inject(MediaServersApi);
  private readonly dialog = inject<MatDialogRef<MediaServerDialog, boolean>>(MatDialogRef);

  private readonly info = inject(SystemApi).info(() => this.data.origins.length > 0);
  protected readonly data = inject<MediaServerDialogData>(MAT_DIALOG_DATA);
  protected readonly server = this.data.server;
  /** Edges require the auth hook. JWT mode has none. */
  protected readonly offersEdges = computed(
    () => this.data.origins.length > 0 && this.info.value()?.media_server.auth === 'http',
  );
  protected readonly fields = FIELDS;
  protected readonly text = text;
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
      required(path.name, { message: text('dialog.nameMissing') });
      maxLength(path.name, 60, { message: text('dialog.tooLong', { count: 60 }) });
      for (const each of [path.api_url, path.webrtc_url, path.hls_url]) {
        required(each, HTTP_INVALID);
        pattern(each, HTTP, HTTP_INVALID);
      }
      required(path.rtsp_url, RTSP_INVALID);
      pattern(path.rtsp_url, RTSP, RTSP_INVALID);
      required(path.pulls_from, {
        ...ADDRESS_MISSING,
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

  private save({ edge_of, pulls_from, ...fields }: Entry) {
    const from = edge_of === NO_ORIGIN ? {} : { pulls_from: pulls_from.trim() };
    if (!this.server)
      return this.api.create({
        ...fields,
        ...from,
        ...(edge_of !== NO_ORIGIN && { edge_of: Number(edge_of) }),
      });
    return this.api.update(
      this.server.id,
      this.server.is_configured ? { name: fields.name } : { ...fields, ...from },
    );
  }
}

interface Entry {
  readonly name: string;
  readonly api_url: string;
  readonly webrtc_url: string;
  readonly hls_url: string;
  readonly rtsp_url: string;
  /** Id of the origin, or `NO_ORIGIN`. */
  readonly edge_of: string;
  readonly pulls_from: string;
}

/** Opens the dialog. @returns whether something was saved */
export async function openMediaServerDialog(
  injector: Injector,
  data: MediaServerDialogData,
): Promise<boolean> {
  const opened = injector
    .get(MatDialog)
    .open<MediaServerDialog, MediaServerDialogData, boolean>(MediaServerDialog, { data });
  return (await firstValueFrom(opened.afterClosed())) ?? false;
}
