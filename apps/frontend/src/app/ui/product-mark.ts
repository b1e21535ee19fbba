import mark from '../../../public/favicon.svg';

/** URL of the product's picture. It is the icon of the page too, which the browser would request a second time. */
export const PRODUCT_MARK = `data:image/svg+xml,${encodeURIComponent(mark)}`;
