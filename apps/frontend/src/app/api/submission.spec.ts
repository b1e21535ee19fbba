import { Injector, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { form, required, submit } from '@angular/forms/signals';
import { ProblemError } from './problem-error';
import { submission } from './submission';

interface Entry {
  readonly name: string;
  readonly number: string;
}

describe('submission', () => {
  const send = jest.fn<Promise<void>, [Entry]>();
  const failure = signal<string | null>(null);
  const entered = (entry: Entry) =>
    form(signal(entry), (path) => required(path.name, { message: 'Give it a name.' }), {
      injector: TestBed.inject(Injector),
      submission: submission<Entry>({ send, failure, fields: { 'pit-number-taken': 'number' } }),
    });
  const messages = (field: { errors: () => { message?: string }[] }) =>
    field.errors().map(({ message }) => message);

  beforeEach(() => {
    send.mockReset().mockResolvedValue();
    failure.set(null);
  });

  it('sends what was entered', async () => {
    expect(await submit(entered({ name: 'A', number: '1' }))).toBe(true);
    expect(send).toHaveBeenCalledWith({ name: 'A', number: '1' });
    expect(failure()).toBeNull();
  });

  it('shows a failure of the whole form and can submit the same values again', async () => {
    send.mockRejectedValueOnce(new ProblemError('network', 0));
    const tree = entered({ name: 'A', number: '1' });
    await submit(tree);
    expect(failure()).toBe('The server can’t be reached. Check the network, then try again.');
    expect(tree().errorSummary()).toEqual([]);
    expect(await submit(tree)).toBe(true);
    expect(send).toHaveBeenCalledTimes(2);
    expect(failure()).toBeNull();
  });

  it('removes the failure when only a field error is left', async () => {
    send.mockRejectedValueOnce(new ProblemError('internal-error', 500));
    const tree = entered({ name: 'A', number: '1' });
    await submit(tree);
    expect(failure()).not.toBeNull();
    tree.name().value.set('');
    await submit(tree);
    expect(failure()).toBeNull();
    expect(messages(tree.name())).toEqual(['Give it a name.']);
  });

  it.each([
    [
      'the API names',
      new ProblemError('validation-failed', 400, null, [{ field: 'number', message: 'No.' }]),
      /^No\.$/,
    ],
    ['the code is about', new ProblemError('pit-number-taken', 409), /already has a pit/],
  ])('shows the error beside the field that %s, until the field changes', async (_, problem, text) => {
    send.mockRejectedValueOnce(problem);
    const tree = entered({ name: 'A', number: '1' });
    await submit(tree);
    expect(messages(tree.number()).join()).toMatch(text);
    expect(failure()).toBeNull();
    expect(await submit(tree)).toBe(false);
    expect(send).toHaveBeenCalledTimes(1);
    tree.number().value.set('2');
    expect(await submit(tree)).toBe(true);
  });

  it('rethrows errors that are not problems of the API', async () => {
    send.mockRejectedValueOnce(new TypeError('a fault of ours'));
    await expect(submit(entered({ name: 'A', number: '1' }))).rejects.toThrow('a fault of ours');
  });
});
