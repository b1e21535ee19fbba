import { Component, computed, inject, signal } from '@angular/core';
import { MatProgressBar } from '@angular/material/progress-bar';
import { RouterLink } from '@angular/router';
import type { CameraImport } from '@ppf/contracts';
import arrowLeft from 'lucide-static/icons/arrow-left.svg';
import check from 'lucide-static/icons/circle-check.svg';
import cross from 'lucide-static/icons/circle-x.svg';
import download from 'lucide-static/icons/download.svg';
import lock from 'lucide-static/icons/lock.svg';
import sheet from 'lucide-static/icons/file-spreadsheet.svg';
import { CamerasApi } from '../../../api/cameras-api';
import { ProblemError } from '../../../api/problem-error';
import { actionProblemText } from '../../../api/problem-text';
import { SessionStore } from '../../../session/session-store';
import { WorkshopStore } from '../../../session/workshop-store';
import { Busy } from '../../../ui/busy';
import { Icon } from '../../../ui/icon';
import { Notice } from '../../../ui/notice';
import { download as save } from '../snapshot';
import { FileDrop } from '../../../ui/file-drop';
import { faultText, importText, isRight, MAX_CHARACTERS, rowText, TEMPLATE } from './import-text';

/** Pits and their cameras from a table: checked first, then made, all rows or none. */
@Component({
  selector: 'ppf-import-page',
  imports: [Busy, FileDrop, Icon, MatProgressBar, Notice, RouterLink],
  templateUrl: './import-page.html',
  styleUrl: './import-page.scss',
})
export class ImportPage {
  private readonly api = inject(CamerasApi);
  private readonly workshops = inject(WorkshopStore);
  /** The table; it may hold passwords, so it is neither shown nor kept longer than this page. */
  private csv = '';

  protected readonly mayManage = inject(SessionStore).mayManage;
  protected readonly workshopName = computed(() => this.workshops.current()?.name);
  protected readonly fileName = signal<string | null>(null);
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
  protected readonly rowText = rowText;
  protected readonly faultText = faultText;
  protected readonly arrowLeft = arrowLeft;
  protected readonly check = check;
  protected readonly cross = cross;
  protected readonly downloadIcon = download;
  protected readonly lock = lock;
  protected readonly sheet = sheet;

  protected template(): void {
    save(new Blob([TEMPLATE], { type: 'text/csv' }), 'pits.csv');
  }

  /** Takes a file and checks it at once. */
  protected async take(file: File): Promise<void> {
    this.fileName.set(file.name);
    this.found.set(null);
    this.csv = (await file.text()).replace(/^\uFEFF/, '');
    if (this.csv.trim() === '') return this.failure.set('The file is empty. Choose another one.');
    if (this.csv.length > MAX_CHARACTERS)
      return this.failure.set('The file is too large: at most 60 000 characters. Take it in several parts.');
    await this.ask('checking');
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
    this.csv = '';
    this.fileName.set(null);
    this.found.set(null);
    this.failure.set(null);
    this.replace.set(false);
  }

  private async ask(what: 'checking' | 'importing'): Promise<void> {
    const workshopId = this.workshops.currentId();
    if (workshopId === undefined || this.busy()) return;
    this.busy.set(what);
    this.failure.set(null);
    try {
      const request = { csv: this.csv, dry_run: what === 'checking', replace: this.replace() };
      this.found.set(await this.api.import(workshopId, request));
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.failure.set(actionProblemText(problem));
    } finally {
      this.busy.set(null);
    }
  }
}
