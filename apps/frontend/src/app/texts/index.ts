export { commonText } from './common-text';
export { defineCatalog, type TextArguments } from './define-catalog';
export * from './formats';
