import { Component, input, signal } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { MatIconButton } from '@angular/material/button';
import { MatFormField, MatInputModule } from '@angular/material/input';
import eye from 'lucide-static/icons/eye.svg';
import eyeOff from 'lucide-static/icons/eye-off.svg';
import { Icon } from '../ui/icon';
import { CapsLock } from './caps-lock';

/** The password of whoever signs in, with a button that shows it and a hint about Caps Lock. */
@Component({
  selector: 'ppf-password-field',
  imports: [CapsLock, FormField, Icon, MatFormField, MatIconButton, MatInputModule],
  template: `
    <mat-form-field appearance="outline" subscriptSizing="dynamic" hideRequiredMarker>
      <mat-label>Password</mat-label>
      <input
        matInput
        autocomplete="current-password"
        ppfCapsLock
        #capsLock="ppfCapsLock"
        [type]="shown() ? 'text' : 'password'"
        [formField]="field()"
      />
      <button
        matSuffix
        mat-icon-button
        type="button"
        [attr.aria-label]="shown() ? 'Hide what is typed' : 'Show what is typed'"
        [attr.aria-pressed]="shown()"
        (click)="shown.set(!shown())"
      >
        <ppf-icon [svg]="shown() ? eyeOff : eye" />
      </button>
      @if (capsLock.on()) {
        <mat-hint>Caps Lock is on.</mat-hint>
      }
      @for (fault of field()().errors().slice(0, 1); track fault.kind) {
        <mat-error>{{ fault.message }}</mat-error>
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
    [mat-icon-button] {
      margin-right: 4px;
    }
  `,
})
export class PasswordField {
  /** The form's field. */
  readonly field = input.required<FieldTree<string>>();

  protected readonly eye = eye;
  protected readonly eyeOff = eyeOff;
  protected readonly shown = signal(false);
}
