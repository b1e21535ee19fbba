// Rules that keep text for users in the catalogs (docs/guides/texts.md): `templates` for Angular templates, `code` for
// TypeScript.

const LETTER = /\p{L}/u;
/** Attributes and inputs whose value is read by users. */
const TEXT_ATTRIBUTES = new Set(
  'alt aria-description aria-label aria-roledescription aria-valuetext heading label legend note placeholder title'.split(
    ' ',
  ),
);
/** Elements whose text is typed into a machine as it is. */
const VERBATIM = new Set(['code', 'kbd', 'pre', 'style', 'script']);
/** A sentence or a phrase, as against an identifier, a media type or a header. */
const PHRASE = /^[\p{Lu}“‘][\p{L}\p{N}’'-]*(,|…|:|;)? .*\p{Ll}{2}/u;
const MESSAGE = 'Text for users belongs in the catalog of the feature (texts/en.json).';

const templates = {
  meta: { type: 'problem', schema: [], messages: { literal: MESSAGE } },
  create(context) {
    const report = (node) => {
      const { start, end } = node.sourceSpan.start ? offsetsOf(node.sourceSpan) : node.sourceSpan;
      const { sourceCode } = context;
      const loc = { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(end) };
      context.report({ loc, messageId: 'literal' });
    };
    const checkExpression = (node, value) => {
      if (hasLiteralText(value)) report(node);
    };
    return {
      Text(node) {
        if (LETTER.test(withoutEntities(node.value)) && !VERBATIM.has(node.parent?.name)) report(node);
      },
      BoundText(node) {
        if (!VERBATIM.has(node.parent?.name)) checkExpression(node, node.value);
      },
      TextAttribute(node) {
        if (TEXT_ATTRIBUTES.has(node.name) && LETTER.test(node.value)) report(node);
      },
      BoundAttribute(node) {
        if (TEXT_ATTRIBUTES.has(node.name)) checkExpression(node, node.value);
      },
    };
  },
};

const code = {
  meta: { type: 'problem', schema: [], messages: { literal: MESSAGE } },
  create(context) {
    const check = (node, text) => {
      if (PHRASE.test(text) && !isForDevelopers(node)) context.report({ node, messageId: 'literal' });
    };
    return {
      Literal(node) {
        if (typeof node.value === 'string') check(node, node.value);
      },
      TemplateLiteral(node) {
        check(node, node.quasis.map(({ value }) => value.cooked).join('1'));
      },
    };
  },
};

/** Whether an expression of a template shows text that it holds itself. Comparisons, keys and arguments are not shown. */
function hasLiteralText(value) {
  const node = value?.ast ?? value;
  if (!node) return false;
  const parts = {
    Interpolation: () =>
      node.strings.some((text) => LETTER.test(text)) || node.expressions.some(hasLiteralText),
    LiteralPrimitive: () => typeof node.value === 'string' && LETTER.test(node.value),
    TemplateLiteral: () =>
      node.elements.some(({ text }) => LETTER.test(text)) || node.expressions.some(hasLiteralText),
    Conditional: () => hasLiteralText(node.trueExp) || hasLiteralText(node.falseExp),
    Binary: () =>
      ['+', '??', '||', '&&'].includes(node.operation) && [node.left, node.right].some(hasLiteralText),
    ParenthesizedExpression: () => hasLiteralText(node.expression),
    BindingPipe: () => hasLiteralText(node.exp),
  };
  const name = String(node.type ?? node.constructor.name).replace(/\$\d+$/, '');
  return parts[name]?.() ?? false;
}

/** Errors are for developers: users read the text of a problem. */
function isForDevelopers(node) {
  for (let at = node.parent; at; at = at.parent) {
    if (at.type === 'NewExpression' && /Error$/.test(at.callee.name ?? '')) return true;
    if (at.type === 'Property' && ['template', 'styles'].includes(at.key.name)) return true;
    if (/Function|Class|Statement/.test(at.type)) return false;
  }
  return false;
}

function offsetsOf({ start, end }) {
  return { start: start.offset, end: end.offset };
}

function withoutEntities(text) {
  return text.replace(/&[a-z]+;/g, '');
}

export const literalText = { rules: { templates, code } };
