/** The frame of every page: opens from disk, asks for nothing, can be read from the keyboard. */
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { stylesheet } from './stylesheet.js';

export interface Page {
  readonly title: string;
  /** BCP 47 */
  readonly language: string;
  /** First stop of the keyboard: where the result is. */
  readonly skip: { readonly to: string; readonly words: string };
}

/** @returns a complete HTML document, UTF-8 */
export function renderPage({ title, language, skip }: Page, main: () => ReactNode): string {
  const body = renderToStaticMarkup(
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          httpEquiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: stylesheet }} />
      </head>
      <body>
        <a className="skip" href={`#${skip.to}`}>
          {skip.words}
        </a>
        <main>{main()}</main>
      </body>
    </html>,
  );
  return `<!doctype html>\n${body}\n`;
}

export interface ContentsProps {
  readonly title: string;
  readonly entries: readonly { readonly id: string; readonly name: string }[];
}

export function Contents({ title, entries }: ContentsProps) {
  return (
    <nav aria-label={title}>
      <ul>
        {entries.map(({ id, name }) => (
          <li key={id}>
            <a href={`#${id}`}>{name}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
