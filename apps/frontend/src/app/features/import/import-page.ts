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
import { Busy } from '../../ui/busy';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { download as save } from '../../ui/download';
import { FileDrop } from '../../ui/file-drop';
import { pitLink } from '../../pits/pit-address';
import { type DecodedTable, decodeTable, decodeTableAs, TABLE_ENCODINGS } from './decode-table';
import {
  encodingText,
  faultText,
  importText,
  isRight,
  MAX_CHARACTERS,
  readText,
  rowText,
  TEMPLATE,
} from './import-text';

/** Bytes of a file that can hold no more than the characters that may be sent, in any encoding. */
const MAX_BYTES = 4 * MAX_CHARACTERS;
const TOO_LARGE = 'The file is too large: at most 60 000 characters. Import it in several parts.';

/** Pits and their cameras from a table: checked first, then made, all rows or none. */
@Component({
  selector: 'ppf-import-page',
  imports: [Busy, FileDrop, Icon, MatInputModule, MatProgressBar, Notice, RouterLink],
  templateUrl: './import-page.html',
  styleUrl: './import-page.scss',
})
export class ImportPage {
  private readonly api = inject(CamerasApi);
  private readonly workshops = inject(WorkshopStore);
  /** The table; it may hold passwords, so it is neither shown nor kept longer than this page. */
  private bytes = new Uint8Array();

  protected readonly mayManage = inject(SessionStore).mayManage;
  protected readonly workshopName = computed(() => this.workshops.current()?.name);
  protected readonly fileName = signal<string | null>(null);
  /** The table as it was read. */
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
  protected readonly right = computed(() => {
    const found = this.found();
    return found !== null && isRight(found);
  });
  /** Where a row's camera is, once the pit is there. */
  protected readonly cameraOf = ({ number }: CameraImportRow) =>
    pitLink({ workshop_id: this.workshops.currentId() ?? 0, number: number ?? 0 }, 'camera');
  protected readonly rowText = rowText;
  protected readonly faultText = faultText;
  protected readonly readText = readText;
  protected readonly arrowLeft = arrowLeft;
  protected readonly check = check;
  protected readonly cross = cross;
  protected readonly downloadIcon = download;
  protected readonly lock = lock;
  protected readonly sheet = sheet;

  protected template(): void {
    // With its mark, spreadsheets read and write it as UTF-8.
    save(new Blob([`\ufeff${TEMPLATE}`], { type: 'text/csv;charset=utf-8' }), 'pits.csv');
  }

  /** Takes a file and checks it at once. */
  protected async take(file: File): Promise<void> {
    this.fileName.set(file.name);
    this.found.set(null);
    if (file.size > MAX_BYTES) return this.failure.set(TOO_LARGE);
    this.bytes = new Uint8Array(await file.arrayBuffer());
    await this.checkTable(decodeTable(this.bytes));
  }

  /** Reads the same file in another encoding. */
  protected async readAs(encoding: string): Promise<void> {
    const chosen = TABLE_ENCODINGS.find(({ id }) => id === encoding);
    if (chosen) await this.checkTable(decodeTableAs(this.bytes, chosen.id));
  }

  /** Other cameras than new ones may be replaced, or not: that changes what can be imported. */
  protected async setReplace(replace: boolean): Promise<void> {
    this.replace.set(replace);
    await this.ask('checking');
  }

  /** Makes the pits and their cameras. */
  protected import(): Promise<void> {
    return this.ask('importing');
  }

  /** Begins again with another file. */
  protected again(): void {
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
    if (decoded.text.trim() === '') return this.failure.set('The file is empty. Choose another one.');
    if (decoded.text.length > MAX_CHARACTERS) return this.failure.set(TOO_LARGE);
    await this.ask('checking');
  }

  private async ask(what: 'checking' | 'importing'): Promise<void> {
    const workshopId = this.workshops.currentId();
    const csv = this.decoded()?.text;
    if (workshopId === undefined || csv === undefined || this.busy()) return;
    this.busy.set(what);
    this.failure.set(null);
    try {
      const request = { csv, dry_run: what === 'checking', replace: this.replace() };
      this.found.set(await this.api.import(workshopId, request));
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.failure.set(actionProblemText(problem));
    } finally {
      this.busy.set(null);
    }
  }
}
