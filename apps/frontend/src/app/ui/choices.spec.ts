import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Choices } from './choices';
import { ChoicesHarness } from './choices.harness';

describe('Choices', () => {
  let fixture: ComponentFixture<Choices<'tea' | 'coffee'>>;
  let choices: ChoicesHarness;

  beforeEach(async () => {
    fixture = TestBed.createComponent(Choices<'tea' | 'coffee'>);
    fixture.componentRef.setInput('legend', 'What do you drink?');
    fixture.componentRef.setInput('choices', [
      { value: 'tea', label: 'Tea', note: 'It takes four minutes.' },
      { value: 'coffee', label: 'Coffee' },
    ]);
    choices = await TestbedHarnessEnvironment.harnessForFixture(fixture, ChoicesHarness);
  });

  it('shows the options with their consequences', async () => {
    expect(await choices.legend()).toBe('What do you drink?');
    expect(await choices.labels()).toEqual(['Tea', 'Coffee']);
    expect(await (await choices.host()).text()).toContain('It takes four minutes.');
    expect(await choices.chosen()).toBeNull();
  });

  it('emits the selected value', async () => {
    await choices.choose('Coffee');
    expect(fixture.componentInstance.value()).toBe('coffee');
    expect(await choices.chosen()).toBe('Coffee');
  });

  it('shows a preset value', async () => {
    fixture.componentRef.setInput('value', 'tea');
    expect(await choices.chosen()).toBe('Tea');
  });
});
