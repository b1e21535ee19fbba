import type { Locator, Page } from 'playwright-core';

/** `/pits/:id/camera` and the setup beneath it. */
export class CameraPages {
  constructor(
    private readonly page: Page,
    private readonly origin: string,
  ) {}

  /** The page of a pit's camera. */
  async open(pitId: number): Promise<void> {
    await this.page.goto(`${this.origin}/pits/${pitId}/camera`);
    await this.page.getByRole('heading', { level: 1 }).waitFor();
  }

  /** The setup of a pit's first camera. */
  async openSetup(pitId: number): Promise<void> {
    await this.page.goto(`${this.origin}/pits/${pitId}/camera/new`);
    await this.question('How is the camera connected?').waitFor();
  }

  /** The question of the current step. */
  question(text: string): Locator {
    return this.page.getByRole('heading', { level: 2, name: text });
  }

  /** Selects the answer whose name starts with `label`. The name includes the note, which can name other answers. */
  async answer(label: string): Promise<void> {
    await this.page.getByRole('radio', { name: new RegExp(`^${label}`) }).check();
  }

  /** Pastes a text, which can include credentials, into a field. */
  async paste(label: string, text: string): Promise<void> {
    const field = this.page.getByLabel(label);
    await field.focus();
    await field.evaluate((input: HTMLInputElement, pasted) => {
      input.dispatchEvent(new ClipboardEvent('paste', { bubbles: true }));
      input.value = pasted;
      input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
    }, text);
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  async follow(name: string): Promise<void> {
    await this.page.getByRole('link', { name, exact: true }).click();
  }

  /** Waits for a text of the page. */
  async says(text: string | RegExp, milliseconds = 15_000): Promise<void> {
    await this.page.getByText(text).first().waitFor({ timeout: milliseconds });
  }

  /** The value to copy under a label. */
  async copyable(label: string): Promise<string> {
    return this.page.getByRole('textbox', { name: label }).innerText();
  }

  /** Presses a button of the open dialog, and waits until the dialog is closed. */
  async confirm(name: string): Promise<void> {
    const dialog = this.page.getByRole('alertdialog');
    await dialog.getByRole('button', { name, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** Text of the open dialog. */
  async warning(): Promise<string> {
    return this.page.getByRole('alertdialog').innerText();
  }
}
