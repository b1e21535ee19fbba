import { Component, input, output, signal } from '@angular/core';
import upload from 'lucide-static/icons/upload.svg';
import { Icon } from './icon';

/** Accepts a file by click, keyboard or drag and drop. */
@Component({
  selector: 'ppf-file-drop',
  imports: [Icon],
  template: `
    <label
      [class.over]="over()"
      (dragover)="$event.preventDefault(); over.set(true)"
      (dragleave)="over.set(false)"
      (drop)="dropped($event)"
    >
      <input #file type="file" class="ppf-sr-only" [accept]="accept()" (change)="picked(file)" />
      <ppf-icon [svg]="upload" [size]="28" />
      <strong>{{ label() }}</strong>
      <span class="ppf-muted">{{ note() }}</span>
    </label>
  `,
  styles: `
    :host {
      display: block;
    }
    label {
      display: flex;
      flex-direction: column;
      align-items: center;
      gap: 4px;
      padding: 32px 16px;
      border: 2px dashed var(--ppf-control-line);
      border-radius: var(--ppf-radius);
      background: var(--ppf-surface);
      text-align: center;
      cursor: pointer;
    }
    label:hover,
    .over {
      border-color: var(--ppf-accent);
      background: color-mix(in srgb, var(--ppf-accent) 8%, var(--ppf-surface));
    }
    label:has(:focus-visible) {
      outline: var(--ppf-ring);
      outline-offset: 2px;
    }
    ppf-icon {
      margin-bottom: 8px;
      color: var(--ppf-accent);
    }
    strong {
      font-weight: 600;
    }
  `,
})
export class FileDrop {
  /** Label of the drop zone. */
  readonly label = input.required<string>();
  /** Additional hint. */
  readonly note = input('');
  /** Accepted extensions and types, as in the `accept` attribute. */
  readonly accept = input('');
  /** Emits the selected file. */
  readonly chosen = output<File>();

  protected readonly over = signal(false);
  protected readonly upload = upload;

  protected picked(input: HTMLInputElement): void {
    const file = input.files?.[0];
    if (file) this.chosen.emit(file);
    // Allows the same file to be selected again after a correction.
    input.value = '';
  }

  protected dropped(event: DragEvent): void {
    event.preventDefault();
    this.over.set(false);
    const file = event.dataTransfer?.files[0];
    if (file) this.chosen.emit(file);
  }
}
