/** What stands in a cell of a table or under a fact: text, small print, a bar, a shade. */
import type { CSSProperties } from 'react';
import type { Cell as CellModel } from '../document/block.js';
import { IntervalBar } from './interval-bar.js';
import { Runs } from './runs.js';

/** Darkest shade, in percent of the colour: text on it stays readable. */
const DARKEST = 45;

export function Cell({ of: cell }: { readonly of: CellModel }) {
  return (
    <>
      <Content of={cell} />
      {cell.notes?.map((note, index) => (
        <span key={index} className="note">
          <Runs of={note} />
        </span>
      ))}
    </>
  );
}

function Content({ of: { runs, bar, heat } }: { readonly of: CellModel }) {
  if (heat !== undefined) {
    return (
      <span className="heat" style={{ '--heat': `${Math.round(DARKEST * heat)}%` } as CSSProperties}>
        <Runs of={runs} />
      </span>
    );
  }
  if (!bar) return <Runs of={runs} />;
  if (runs.length === 0) return <IntervalBar bar={bar} />;
  return (
    <span className="with-bar">
      <Runs of={runs} />
      <IntervalBar bar={bar} />
    </span>
  );
}
