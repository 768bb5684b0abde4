/** Blocks of a document, one component each. */
import type { Block, Picture } from '../document/block.js';
import { Cell } from './cell.js';
import { Figure } from './figure.js';
import { Runs } from './runs.js';
import { Table } from './table.js';

export function Blocks({ of }: { readonly of: readonly Block[] }) {
  return of.map((block, index) => <One key={index} of={block} />);
}

function One({ of: block }: { readonly of: Block }) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p className={block.isMuted ? 'muted' : undefined}>
          <Runs of={block.runs} />
        </p>
      );
    case 'list':
      return (
        <ul className={block.isMuted ? 'muted' : undefined}>
          {block.items.map((item, index) => (
            <li key={index}>
              <Runs of={item} />
            </li>
          ))}
        </ul>
      );
    case 'heading':
      return (
        <h3 id={block.id}>
          <Runs of={block.runs} />
        </h3>
      );
    case 'verdict':
      return (
        <div className={`verdict ${block.value}`}>
          <span className={`badge ${block.value}`}>{block.badge}</span>
          <p className="headline">{block.sentence}</p>
        </div>
      );
    case 'facts':
      return (
        <dl className="facts">
          {block.facts.map(({ term, cell }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>
                <Cell of={cell} />
              </dd>
            </div>
          ))}
        </dl>
      );
    case 'definitions':
      return (
        <dl className="definitions">
          {block.entries.map(({ term, id, runs }) => (
            <div key={term}>
              <dt id={id}>{term}</dt>
              <dd>
                <Runs of={runs} />
              </dd>
            </div>
          ))}
        </dl>
      );
    case 'table':
      return (
        <Table
          {...block}
          rows={block.rows.map((cells) => cells.map((cell, index) => <Cell key={index} of={cell} />))}
        />
      );
    case 'figures':
      return <Figures of={block} />;
    case 'pictures':
      return (
        <div className="strip">
          {block.pictures.map((picture) => (
            <Photograph key={picture.caption} of={picture} />
          ))}
        </div>
      );
    case 'preformatted':
      return (
        <pre tabIndex={0} dir="ltr">
          {block.text}
        </pre>
      );
    case 'fold':
      return <Fold of={block} />;
  }
}

/** More figures than these are small ones. */
const SIDE_BY_SIDE = 2;

function Figures({ of: { figures } }: { readonly of: Extract<Block, { kind: 'figures' }> }) {
  const drawn = figures.map((figure) => <Figure key={figure.caption} {...figure} />);
  if (figures.some(({ isWide }) => isWide)) return drawn;
  return <div className={figures.length > SIDE_BY_SIDE ? 'grid' : 'row'}>{drawn}</div>;
}

function Photograph({ of: { caption, alt, image, absent } }: { readonly of: Picture }) {
  return (
    <figure>
      {image ? (
        <img src={`data:${image.mediaType};base64,${Buffer.from(image.bytes).toString('base64')}`} alt={alt} />
      ) : (
        <p className="muted">{absent}</p>
      )}
      <figcaption>{caption}</figcaption>
    </figure>
  );
}

/** A fold that links lead to is a chapter of its own: boxed, with a heading. */
function Fold({ of: { id, summary, isOpen, isDeep, blocks } }: { readonly of: Extract<Block, { kind: 'fold' }> }) {
  const name = id === undefined ? (isDeep ? 'deep' : undefined) : 'target';
  return (
    <details className={name} open={isOpen}>
      <summary id={id}>
        {id === undefined ? (
          <Runs of={summary} />
        ) : (
          <h3>
            <Runs of={summary} />
          </h3>
        )}
      </summary>
      <Blocks of={blocks} />
    </details>
  );
}
