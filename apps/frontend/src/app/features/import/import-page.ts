import { Component, computed, inject, signal } from '@angular/core';
import { MatInputModule } from '@angular/material/input';
import { MatProgressBar } from '@angular/material/progress-bar';
import { RouterLink } from '@angular/router';
import type { CameraImport, CameraImportRow } from '@ppf/contracts';
import arrowLeft from 'lucide-static/icons/arrow-left.svg';
import check from 'lucide-static/icons/circle-check.svg';
import cross from 'lucide-static/icons/circle-x.svg';
import download from 'lucide-static/icons/download.svg';
import lock from 'lucide-static/icons/lock.svg';
import sheet from 'lucide-static/icons/file-spreadsheet.svg';
import { CamerasApi } from '../../api/cameras-api';
import { ProblemError } from '../../api/problem-error';
import { actionProblemText } from '../../api/problem-text';
import { SessionStore } from '../../session/session-store';
import { WorkshopStore } from '../../session/workshop-store';
import { commonText } from '../../texts';
import { Busy } from '../../ui/busy';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { download as save } from '../../ui/download';
import { FileDrop } from '../../ui/file-drop';
import { pitLink } from '../../pits/pit-address';
import { type DecodedTable, decodeTable, decodeTableAs, TABLE_ENCODINGS } from './decode-table';
import {
  encodingText,
  errorText,
  importText,
  isValid,
  MAX_CHARACTERS,
  rowContentText,
  rowText,
  TEMPLATE,
} from './import-text';
import { text } from './texts/text';

/** Maximum size of a file in bytes: the maximum number of characters in any encoding. */
const MAX_BYTES = 4 * MAX_CHARACTERS;

/** Imports pits and their cameras from a CSV file: a check first, then all rows or none. */
@Component({
  selector: 'ppf-import-page',
  imports: [Busy, FileDrop, Icon, MatInputModule, MatProgressBar, Notice, RouterLink],
  templateUrl: './import-page.html',
  styleUrl: './import-page.scss',
})
export class ImportPage {
  private readonly api = inject(CamerasApi);
  private readonly workshops = inject(WorkshopStore);
  /** The file. It can hold passwords, so it is neither shown nor stored. */
  private bytes = new Uint8Array();

  private readonly session = inject(SessionStore);
  protected readonly mayManage = computed(() => this.session.can('cameras:write'));
  protected readonly workshopName = computed(() => this.workshops.current()?.name);
  protected readonly fileName = signal<string | null>(null);
  /** The decoded file. */
  protected readonly decoded = signal<DecodedTable | null>(null);
  protected readonly encodings = TABLE_ENCODINGS;
  protected readonly encodingText = computed(() => {
    const decoded = this.decoded();
    return decoded && encodingText(decoded);
  });
  protected readonly replace = signal(false);
  protected readonly busy = signal<'checking' | 'importing' | null>(null);
  protected readonly found = signal<CameraImport | null>(null);
  protected readonly failure = signal<string | null>(null);
  protected readonly verdict = computed(() => {
    const found = this.found();
    return found ? importText(found) : '';
  });
  protected readonly isValid = computed(() => {
    const found = this.found();
    return found !== null && isValid(found);
  });
  /** Link to the camera of a row whose pit exists. */
  protected readonly cameraOf = ({ number }: CameraImportRow) =>
    pitLink({ workshop_id: this.workshops.currentId() ?? 0, number: number ?? 0 }, 'camera');
  protected readonly text = text;
  protected readonly common = commonText;
  protected readonly rowText = rowText;
  protected readonly errorText = errorText;
  protected readonly rowContentText = rowContentText;
  protected readonly arrowLeft = arrowLeft;
  protected readonly check = check;
  protected readonly cross = cross;
  protected readonly downloadIcon = download;
  protected readonly lock = lock;
  protected readonly sheet = sheet;

  protected template(): void {
    // The byte order mark makes spreadsheets read and write UTF-8.
    save(new Blob([`\ufeff${TEMPLATE}`], { type: 'text/csv;charset=utf-8' }), 'pits.csv');
  }

  /** Selects a file and checks it. */
  protected async select(file: File): Promise<void> {
    this.fileName.set(file.name);
    this.found.set(null);
    if (file.size > MAX_BYTES) return this.failure.set(text('error.tooLarge', { limit: MAX_CHARACTERS }));
    this.bytes = new Uint8Array(await file.arrayBuffer());
    await this.checkTable(decodeTable(this.bytes));
  }

  /** Decodes the file in another encoding and checks it. */
  protected async decodeAs(encoding: string): Promise<void> {
    const chosen = TABLE_ENCODINGS.find((each) => each === encoding);
    if (chosen) await this.checkTable(decodeTableAs(this.bytes, chosen));
  }

  /** Chooses whether existing cameras are replaced, and checks the file again. */
  protected async setReplace(replace: boolean): Promise<void> {
    this.replace.set(replace);
    await this.run('checking');
  }

  /** Creates the pits and their cameras. */
  protected import(): Promise<void> {
    return this.run('importing');
  }

  /** Starts over with another file. */
  protected reset(): void {
    this.bytes = new Uint8Array();
    this.decoded.set(null);
    this.fileName.set(null);
    this.found.set(null);
    this.failure.set(null);
    this.replace.set(false);
  }

  private async checkTable(decoded: DecodedTable): Promise<void> {
    this.found.set(null);
    this.failure.set(null);
    this.decoded.set(decoded);
    if (decoded.text.trim() === '') return this.failure.set(text('error.empty'));
    if (decoded.text.length > MAX_CHARACTERS)
      return this.failure.set(text('error.tooLarge', { limit: MAX_CHARACTERS }));
    await this.run('checking');
  }

  private async run(task: 'checking' | 'importing'): Promise<void> {
    const workshopId = this.workshops.currentId();
    const csv = this.decoded()?.text;
    if (workshopId === undefined || csv === undefined || this.busy()) return;
    this.busy.set(task);
    this.failure.set(null);
    try {
      const request = { csv, dry_run: task === 'checking', replace: this.replace() };
      this.found.set(await this.api.import(workshopId, request));
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.failure.set(actionProblemText(problem));
    } finally {
      this.busy.set(null);
    }
  }
}
