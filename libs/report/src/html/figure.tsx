/** A drawn chart with its caption. The SVG comes from our own renderer, so it is inserted as it is. */
export interface FigureProps {
  readonly svg: string;
  readonly caption: string;
  /** Keeps its size and scrolls sideways on a narrow screen, instead of shrinking until nothing can be read. */
  readonly isWide?: boolean;
}

export function Figure({ svg, caption, isWide = false }: FigureProps) {
  const drawing = { dangerouslySetInnerHTML: { __html: svg } };
  return (
    <figure>
      {isWide ? (
        <div className="scroll wide" tabIndex={0} role="region" aria-label={caption} {...drawing} />
      ) : (
        <div {...drawing} />
      )}
      <figcaption>{caption}</figcaption>
    </figure>
  );
}
