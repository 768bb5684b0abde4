/** A drawn chart with its caption. The SVG comes from our own renderer, so it is inserted as it is. */
export function Figure({ svg, caption }: { readonly svg: string; readonly caption: string }) {
  return (
    <figure>
      <div dangerouslySetInnerHTML={{ __html: svg }} />
      <figcaption>{caption}</figcaption>
    </figure>
  );
}
