import { Component, input, signal } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { MatFormField, MatInputModule } from '@angular/material/input';
import eye from 'lucide-static/icons/eye.svg';
import eyeOff from 'lucide-static/icons/eye-off.svg';
import { Icon } from '../ui/icon';
import { CapsLock } from './caps-lock';
import { text } from './texts/text';

/** A password field with a button that reveals the password and a hint about Caps Lock. */
@Component({
  selector: 'ppf-password-field',
  imports: [CapsLock, FormField, Icon, MatFormField, MatInputModule],
  template: `
    <mat-form-field appearance="outline" subscriptSizing="dynamic" hideRequiredMarker>
      <mat-label>{{ text('password') }}</mat-label>
      <input
        matInput
        autocomplete="current-password"
        ppfCapsLock
        #capsLock="ppfCapsLock"
        [type]="isShown() ? 'text' : 'password'"
        [formField]="field()"
      />
      <button
        matSuffix
        type="button"
        class="ppf-button ppf-button--quiet ppf-button--icon"
        [attr.aria-label]="isShown() ? text('hidePassword') : text('revealPassword')"
        [attr.aria-pressed]="isShown()"
        (click)="isShown.set(!isShown())"
      >
        <ppf-icon [svg]="isShown() ? eyeOff : eye" />
      </button>
      @if (capsLock.on()) {
        <mat-hint>{{ text('capsLock') }}</mat-hint>
      }
      @for (error of field()().errors().slice(0, 1); track error.kind) {
        <mat-error>{{ error.message }}</mat-error>
      }
    </mat-form-field>
  `,
  styles: `
    :host {
      display: block;
    }
    mat-form-field {
      width: 100%;
    }
    .ppf-button {
      margin-right: 4px;
    }
  `,
})
export class PasswordField {
  /** The form field. */
  readonly field = input.required<FieldTree<string>>();

  protected readonly eye = eye;
  protected readonly eyeOff = eyeOff;
  protected readonly text = text;
  protected readonly isShown = signal(false);
}
