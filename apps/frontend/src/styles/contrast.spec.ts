/** @jest-environment node */
import { readFileSync } from 'node:fs';
import path from 'node:path';

type Theme = 'light' | 'dark';
type Tokens = Readonly<Record<string, Readonly<Record<Theme, string>>>>;

const source = readFileSync(path.join(__dirname, '_tokens.scss'), 'utf8');
const highContrastAt = source.indexOf('@media (prefers-contrast: more)');
const standard = tokensOf(source.slice(0, highContrastAt));
const highContrast = { ...standard, ...tokensOf(source.slice(highContrastAt)) };

const TEXT = ['text', 'text-muted', 'accent', 'live', 'stalled', 'offline', 'private', 'danger'];
const GROUNDS = ['bg', 'surface', 'surface-raised'];

describe.each<[string, Tokens, number]>([
  ['the standard tokens', standard, 4.5],
  ['the high-contrast tokens', highContrast, 7],
])('%s', (_name, tokens, textRatio) => {
  describe.each<Theme>(['light', 'dark'])('%s', (theme) => {
    it.each(TEXT.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)))(
      '%s can be read on %s',
      (text, ground) => {
        expect(contrast(of(tokens, text, theme), of(tokens, ground, theme))).toBeGreaterThanOrEqual(
          textRatio,
        );
      },
    );

    it.each(GROUNDS)('the edge of a control can be seen on %s', (ground) => {
      const edge = of(tokens, 'control-line', theme);
      expect(contrast(edge, of(tokens, ground, theme))).toBeGreaterThanOrEqual(3);
    });

    it.each([
      ['on-accent', 'accent'],
      ['on-danger', 'danger'],
    ])('%s can be read on %s', (text, ground) => {
      expect(contrast(of(tokens, text, theme), of(tokens, ground, theme))).toBeGreaterThanOrEqual(4.5);
    });

    it.each(['live', 'stalled', 'offline', 'private', 'danger'])(
      'the chip %s can be read on its own tint',
      (tone) => {
        const colour = of(tokens, tone, theme);
        const ground = mixed(colour, of(tokens, 'surface-raised', theme), 0.12);
        expect(contrast(colour, ground)).toBeGreaterThanOrEqual(4.5);
      },
    );
  });
});

it('computes the WCAG contrast of black on white', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5);
});

function tokensOf(css: string): Tokens {
  const found = css.matchAll(/--ppf-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g);
  return Object.fromEntries([...found].map(([, name, light, dark]) => [name, { light, dark }]));
}

function of(tokens: Tokens, name: string, theme: Theme): number[] {
  const hex = tokens[name]?.[theme];
  if (!hex) throw new Error(`There is no token ${name}.`);
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

function mixed(one: number[], other: number[], share: number): number[] {
  return one.map((channel, index) => channel * share + (other[index] ?? 0) * (1 - share));
}

/** WCAG 2.2, contrast ratio. */
function contrast(one: number[], other: number[]): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance(rgb: number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
