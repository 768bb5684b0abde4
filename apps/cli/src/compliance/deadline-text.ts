/** `1 month (+ 2 months)`. */
import type { Profile, Span } from '@palimpsest/compliance';

export const deadlineText = (deadline: Profile['deadline']): string =>
  deadline ? `${spanText(deadline.answer)} (+ ${spanText(deadline.extension)})` : 'none set';

function spanText(span: Span): string {
  const [count, unit] = 'months' in span ? [span.months, 'month'] : [span.days, 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
