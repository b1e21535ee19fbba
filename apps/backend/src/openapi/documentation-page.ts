/** Path of the document. */
export const DOCUMENT_ADDRESS = '/api/openapi.json';

/** Swagger UI for the document; its files are beside the script of the page (serve-documentation.ts). */
export const DOCUMENTATION_PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>API · PPF Monitoring</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<link rel="icon" type="image/png" sizes="32x32" href="/api/docs/favicon-32x32.png">
<style>body { margin: 0; background: #fafafa }</style>
</head><body><div id="swagger-ui"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body></html>
`;

/** Starts Swagger UI. A separate script, because the page allows no inline scripts. */
export const DOCUMENTATION_SCRIPT = `SwaggerUIBundle({
  url: '${DOCUMENT_ADDRESS}',
  dom_id: '#swagger-ui',
  deepLinking: true,
  persistAuthorization: false,
  displayRequestDuration: true,
  tagsSorter: 'alpha',
});
`;

/** The files of Swagger UI that the page needs. */
export const SWAGGER_UI_FILES: ReadonlySet<string> = new Set([
  '/swagger-ui.css',
  '/swagger-ui-bundle.js',
  '/favicon-32x32.png',
]);
