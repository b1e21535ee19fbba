import {
  isArgumentElement,
  isPluralElement,
  isSelectElement,
  parse,
  type MessageFormatElement,
} from '@formatjs/icu-messageformat-parser';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LOCALES } from './message-catalog';

const SOURCES = path.resolve(__dirname, '../..');
/** Files like `workshops/messages.en.ts`. */
const CATALOGS = globSync('**/*messages.*.ts', { cwd: SOURCES }).filter((file) => !file.endsWith('.spec.ts'));
const ENGLISH = CATALOGS.filter((file) => file.endsWith('.en.ts'));

type Texts = Readonly<Record<string, string>>;

function textsOf(file: string): Texts {
  const exported = jest.requireActual<Record<string, Texts>>(path.join(SOURCES, file));
  const [texts] = Object.values(exported);
  if (!texts) throw new Error(`${file} exports no texts.`);
  return texts;
}

function argumentsOf(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (isPluralElement(element) || isSelectElement(element))
      return [element.value, ...Object.values(element.options).flatMap(({ value }) => argumentsOf(value))];
    // Literals, tags and `#` have no argument.
    return isArgumentElement(element) || [2, 3, 4].includes(element.type)
      ? [(element as { value: string }).value]
      : [];
  });
}

const unique = (names: readonly string[]) => [...new Set(names)].sort();
const parametersOf = (text: string) => unique(argumentsOf(parse(text, { ignoreTag: true })));
/** The parameters that the type `MessageParameters` finds. */
const typedParametersOf = (text: string) =>
  unique([...text.matchAll(/\{([^\s#{},.’]+)(?=[},])/g)].map(([, name = '']) => name));

describe('message catalogs', () => {
  it('are found', () => {
    expect(ENGLISH.length).toBeGreaterThan(0);
    expect(CATALOGS).toHaveLength(ENGLISH.length * LOCALES.length);
  });

  it.each(CATALOGS)('%s has valid texts with typed parameters', (file) => {
    const texts = Object.entries(textsOf(file));
    expect(texts.length).toBeGreaterThan(0);
    for (const [code, text] of texts) {
      expect(code).toMatch(/^[a-z][a-z0-9]*([-.][a-z0-9]+)*$/);
      expect(text.trim()).toBe(text);
      expect(text).not.toBe('');
      expect([code, typedParametersOf(text)]).toEqual([code, parametersOf(text)]);
    }
  });

  it.each(CATALOGS)('%s has the codes and parameters of the English catalog', (file) => {
    const english = textsOf(file.replace(/\.\w+\.ts$/, '.en.ts'));
    const texts = textsOf(file);
    expect(Object.keys(texts).sort()).toEqual(Object.keys(english).sort());
    for (const [code, text] of Object.entries(texts))
      expect([code, parametersOf(text)]).toEqual([code, parametersOf(english[code] ?? '')]);
  });

  it.each(ENGLISH)('%s has no text that nothing uses', (file) => {
    const folder = path.dirname(path.join(SOURCES, file));
    const sources = globSync('**/*.ts', { cwd: folder })
      .filter((source) => !/messages\.\w+\.ts$|\.spec\.ts$/.test(source))
      .map((source) => readFileSync(path.join(folder, source), 'utf8'))
      .join('\n');
    const codes = Object.keys(textsOf(file));
    const dynamic = [...sources.matchAll(/\bmessage\(`([a-z.-]*)\$\{/g)].map(([, prefix = '']) => prefix);
    const unused = codes.filter(
      (code) => !sources.includes(`'${code}'`) && !dynamic.some((prefix) => code.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });
});
