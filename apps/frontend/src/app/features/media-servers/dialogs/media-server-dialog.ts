import { Component, computed, inject, type Injector, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, pattern, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { MatFormField, MatInputModule } from '@angular/material/input';
import type { MediaServerDetails } from '@ppf/contracts';
import { firstValueFrom } from 'rxjs';
import { MediaServersApi } from '../../../api/media-servers-api';
import { faultOf, ProblemError } from '../../../api/problem-error';
import { SystemApi } from '../../../api/system-api';
import { problemText } from '../../../api/problem-text';

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
  imports: [FormField, FormRoot, MatButton, MatDialogModule, MatFormField, MatInputModule],
  template: `
    <form [formRoot]="form" novalidate>
      <h2 mat-dialog-title>{{ server ? server.name : 'Add a media server' }}</h2>
      <mat-dialog-content>
        @if (!server) {
          <p class="ppf-muted">
            A MediaMTX whose file asks this service for every access, with the same hook secret as the others.
          </p>
        }
        <mat-form-field appearance="outline" subscriptSizing="dynamic" hideRequiredMarker>
          <mat-label>Name</mat-label>
          <input matInput autocomplete="off" [formField]="form.name" />
          @for (fault of form.name().errors().slice(0, 1); track fault.kind) {
            <mat-error>{{ fault.message }}</mat-error>
          }
        </mat-form-field>
        @if (offersEdges()) {
          <mat-form-field appearance="outline" subscriptSizing="dynamic" hideRequiredMarker>
            <mat-label>What it carries</mat-label>
            <select matNativeControl [formField]="form.edge_of">
              <option value="">Workshops of its own</option>
              @for (origin of given.origins; track origin.id) {
                <option [value]="origin.id">An edge of {{ origin.name }}</option>
              }
            </select>
          </mat-form-field>
        }
        @if (isEdge()) {
          <mat-form-field appearance="outline" subscriptSizing="dynamic" hideRequiredMarker>
            <mat-label>Its address</mat-label>
            <input matInput autocomplete="off" spellcheck="false" [formField]="form.pulls_from" />
            <mat-hint>From which it fetches, as that server sees it: 10.0.0.8</mat-hint>
            @for (fault of form.pulls_from().errors().slice(0, 1); track fault.kind) {
              <mat-error>{{ fault.message }}</mat-error>
            }
          </mat-form-field>
        }
        @if (!server?.is_configured) {
          @for (field of fields; track field.key) {
            <mat-form-field appearance="outline" subscriptSizing="dynamic" hideRequiredMarker>
              <mat-label>{{ field.label }}</mat-label>
              <input
                matInput
                inputmode="url"
                autocomplete="off"
                spellcheck="false"
                [formField]="form[field.key]"
              />
              <mat-hint>{{ field.hint }}</mat-hint>
              @for (fault of form[field.key]().errors().slice(0, 1); track fault.kind) {
                <mat-error>{{ fault.message }}</mat-error>
              }
            </mat-form-field>
          }
        }
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button mat-button type="button" mat-dialog-close>Cancel</button>
        <button mat-flat-button type="submit" [disabled]="form().submitting()" disabledInteractive>
          {{ server ? 'Save' : 'Add server' }}
        </button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    mat-form-field {
      display: block;
      width: 100%;
      margin-top: 16px;
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
      submission: {
        action: async (tree) => {
          try {
            await this.save(tree().value());
            this.dialog.close(true);
            return undefined;
          } catch (problem) {
            if (!(problem instanceof ProblemError)) throw problem;
            for (const { key } of FIELDS) {
              const message = faultOf(problem, key);
              if (message !== null) return { fieldTree: tree[key], kind: problem.code, message };
            }
            const address = faultOf(problem, 'pulls_from');
            if (address !== null || problem.code === 'edge-needs-origin')
              return {
                fieldTree: tree.pulls_from,
                kind: problem.code,
                message: address ?? problemText(problem),
              };
            const at = problem.code === 'media-server-address-taken' ? tree.api_url : tree.name;
            return {
              fieldTree: at,
              kind: problem.code,
              message: faultOf(problem, 'name') ?? problemText(problem),
            };
          }
        },
        onInvalid: (tree) => tree().errorSummary()[0]?.fieldTree().focusBoundControl(),
      },
    },
  );

  protected readonly isEdge = () => this.form.edge_of().value() !== NO_ORIGIN;

  private save(entry: {
    name: string;
    api_url: string;
    webrtc_url: string;
    hls_url: string;
    rtsp_url: string;
    edge_of: string;
    pulls_from: string;
  }) {
    const { edge_of, pulls_from, ...told } = entry;
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

/** Opens the dialog, for a new server when none is given; true when something was saved. */
export async function openMediaServerDialog(injector: Injector, data: MediaServerToSetUp): Promise<boolean> {
  const opened = injector
    .get(MatDialog)
    .open<MediaServerDialog, MediaServerToSetUp, boolean>(MediaServerDialog, { data });
  return (await firstValueFrom(opened.afterClosed())) ?? false;
}
