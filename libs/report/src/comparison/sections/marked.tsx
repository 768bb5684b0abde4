/** A target with the letter it has in the plots. */
export function Marked({ mark, name }: { readonly mark: string | undefined; readonly name: string }) {
  return (
    <span>
      <span className="letter">{mark}</span> {name}
    </span>
  );
}
