/** Pieces of text within a line. */
import type { Run } from '../document/block.js';

export function Runs({ of }: { readonly of: readonly Run[] }) {
  return of.map((run, index) => <One key={index} of={run} />);
}

function One({ of: run }: { readonly of: Run }) {
  if (typeof run === 'string') return run;
  switch (run.kind) {
    case 'strong':
      return <strong lang={run.language}>{run.text}</strong>;
    case 'muted':
      return (
        <span className="muted" lang={run.language}>
          {run.text}
        </span>
      );
    case 'code':
      return <code dir="ltr">{run.text}</code>;
    case 'number':
      return (
        <span className="number" title={run.rests}>
          {run.text}
          {run.interval !== undefined && (
            <>
              {' '}
              <small>{run.interval}</small>
            </>
          )}
        </span>
      );
    case 'badge':
      return <span className={`badge ${run.value}`}>{run.text}</span>;
    case 'link':
      return <a href={`#${run.to}`}>{run.text}</a>;
  }
}
