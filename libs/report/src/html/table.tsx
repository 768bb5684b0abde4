/**
 * A table that can be reached by keyboard. On a phone it scrolls inside itself with the first column held, or,
 * with `stacks`, becomes one block per row whose cells say what they are.
 */
import type { ReactNode } from 'react';

export interface TableProps {
  readonly caption: string;
  readonly head: readonly string[];
  /** One list of cells per row; the first cell is the row's header. */
  readonly rows: readonly (readonly ReactNode[])[];
  readonly stacks?: boolean;
}

export function Table({ caption, head, rows, stacks = false }: TableProps) {
  return (
    <div className={stacks ? 'scroll stacks' : 'scroll'} tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption>
          <span>{caption}</span>
        </caption>
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
                  <td key={column} {...(stacks ? { 'data-label': head[column] } : {})}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
