import { Component, inject, input, signal } from '@angular/core';
import { Clipboard } from '@angular/cdk/clipboard';
import check from 'lucide-static/icons/check.svg';
import copy from 'lucide-static/icons/copy.svg';
import { Icon } from './icon';
import { text as uiText } from './texts/text';

/** A text with a copy button. */
@Component({
  selector: 'ppf-copy-field',
  imports: [Icon],
  template: `
    <span class="label ppf-muted">{{ label() }}</span>
    <div class="row">
      <code tabindex="0" role="textbox" aria-readonly="true" [attr.aria-label]="label()">{{ text() }}</code>
      <button
        type="button"
        class="ppf-button ppf-button--icon"
        [attr.aria-label]="uiText('copy', { label: label() })"
        (click)="copyText()"
      >
        <ppf-icon [svg]="copied() ? check : copy" />
      </button>
    </div>
    <span class="ppf-sr-only" role="status">{{ copied() ? uiText('copied') : '' }}</span>
  `,
  styles: `
    :host {
      display: block;
    }
    .label {
      font-size: 12px;
    }
    .row {
      display: flex;
      align-items: stretch;
      gap: 8px;
    }
    code {
      flex: 1;
      min-width: 0;
      padding: 13px 12px;
      border: 1px solid var(--ppf-line);
      border-radius: var(--ppf-radius);
      background: var(--ppf-bg);
      color: var(--ppf-text);
      font:
        13px/20px ui-monospace,
        monospace;
      overflow-wrap: anywhere;
      user-select: all;
    }
  `,
})
export class CopyField {
  private readonly clipboard = inject(Clipboard);

  /** Name of the text. */
  readonly label = input.required<string>();
  /** The text to copy. */
  readonly text = input.required<string>();

  protected readonly uiText = uiText;
  protected readonly copied = signal(false);
  protected readonly check = check;
  protected readonly copy = copy;

  /** Uses the CDK, because `navigator.clipboard` requires a secure context and workshops use plain HTTP. */
  protected copyText(): void {
    this.copied.set(this.clipboard.copy(this.text()));
  }
}
