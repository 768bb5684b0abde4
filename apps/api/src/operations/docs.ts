/** `/openapi.json`, and `/docs` for people. */
import type { NestExpressApplication } from '@nestjs/platform-express';
import { openApiDocument, routes } from '@palimpsest/contracts';
import type { Request, Response } from 'express';
import swaggerUi from 'swagger-ui-express';

export const document = (version: string) => openApiDocument({ version, routes: Object.values(routes) });

export function serveDocs(app: NestExpressApplication, version: string): void {
  const content = document(version);
  app.use('/openapi.json', (_request: Request, response: Response) => {
    response.json(content);
  });
  app.use('/docs', swaggerUi.serve, swaggerUi.setup(content, { customSiteTitle: 'Palimpsest API' }));
}
