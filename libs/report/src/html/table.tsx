/** A table that scrolls inside itself on a narrow screen and can be reached by keyboard. */
import type { ReactNode } from 'react';

export interface TableProps {
  readonly caption: string;
  readonly head: readonly string[];
  /** One list of cells per row; the first cell is the row's header. */
  readonly rows: readonly (readonly ReactNode[])[];
}

export function Table({ caption, head, rows }: TableProps) {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {head.map((title) => (
              <th scope="col" key={title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, column) =>
                column === 0 ? (
                  <th scope="row" key={column}>
                    {cell}
                  </th>
                ) : (
                  <td key={column}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
