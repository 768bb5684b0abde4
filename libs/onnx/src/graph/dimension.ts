/**
 * Arithmetic on dims that may be symbols. A symbolic dim is a sum of products written canonically, such as
 * 'past + sequence' or '2*batch*heads'; anything that is not (a floor division, say) becomes one opaque name.
 * Exporters write the same notation in dim_param, so symbols of files and of ours meet.
 */
import type { Dim } from './value.js';

/** Monomial (sorted factor names joined by '*') → integer coefficient; '' is the constant term. */
type Polynomial = ReadonlyMap<string, number>;

export function addDims(a: Dim, b: Dim): Dim {
  return combine(a, b, (left, right) => sum(left, right, 1));
}

export function subtractDims(a: Dim, b: Dim): Dim {
  return combine(a, b, (left, right) => sum(left, right, -1));
}

export function multiplyDims(a: Dim, b: Dim): Dim {
  return combine(a, b, product);
}

/** a / b where b divides a exactly; otherwise an opaque symbol for the floor. */
export function divideDims(a: Dim, b: Dim): Dim {
  if (typeof a === 'number' && typeof b === 'number') return Math.trunc(a / b);
  const divisor = [...parse(b)];
  if (divisor.length !== 1 || divisor[0] === undefined) return `floor(${a} / ${b})`;
  const [factors, coefficient] = divisor[0];
  const quotient = new Map<string, number>();
  for (const [monomial, count] of parse(a)) {
    const rest = removeFactors(monomial, factors);
    if (rest === null || count % coefficient !== 0) return `floor(${a} / ${b})`;
    quotient.set(rest, count / coefficient);
  }
  return format(quotient);
}

/** The product of dims; 1 for none. */
export function productOfDims(dims: readonly Dim[]): Dim {
  return dims.reduce(multiplyDims, 1);
}

function combine(a: Dim, b: Dim, operation: (a: Polynomial, b: Polynomial) => Polynomial): Dim {
  return format(operation(parse(a), parse(b)));
}

function sum(a: Polynomial, b: Polynomial, sign: 1 | -1): Polynomial {
  const total = new Map(a);
  for (const [monomial, count] of b) total.set(monomial, (total.get(monomial) ?? 0) + sign * count);
  return total;
}

function product(a: Polynomial, b: Polynomial): Polynomial {
  const total = new Map<string, number>();
  for (const [left, m] of a) {
    for (const [right, n] of b) {
      const key = [...factorsOf(left), ...factorsOf(right)].sort().join('*');
      total.set(key, (total.get(key) ?? 0) + m * n);
    }
  }
  return total;
}

function removeFactors(monomial: string, factors: string): string | null {
  const rest = factorsOf(monomial);
  for (const factor of factorsOf(factors)) {
    const at = rest.indexOf(factor);
    if (at < 0) return null;
    rest.splice(at, 1);
  }
  return rest.join('*');
}

function factorsOf(monomial: string): string[] {
  return monomial === '' ? [] : monomial.split('*');
}

function parse(dim: Dim): Polynomial {
  if (typeof dim === 'number') return new Map([['', dim]]);
  if (dim.includes('(')) return new Map([[dim.replaceAll('*', '·'), 1]]); // opaque
  let total: Polynomial = new Map();
  for (const [sign, term] of terms(dim)) {
    let coefficient: number = sign;
    const names: string[] = [];
    for (const factor of term.split('*').map((part) => part.trim())) {
      if (/^\d+$/.test(factor)) coefficient *= Number(factor);
      else names.push(factor);
    }
    total = sum(total, new Map([[names.sort().join('*'), coefficient]]), 1);
  }
  return total;
}

function terms(text: string): readonly (readonly [1 | -1, string])[] {
  return text.split(/ (?=[+-] )/).map((part) => {
    if (part.startsWith('- ')) return [-1, part.slice(2)] as const;
    return [1, part.startsWith('+ ') ? part.slice(2) : part] as const;
  });
}

function format(polynomial: Polynomial): Dim {
  const present = [...polynomial].filter(([, count]) => count !== 0).sort(([a], [b]) => order(a, b));
  const first = present[0];
  if (first === undefined) return 0;
  if (present.length === 1 && first[0] === '') return first[1];
  return present.map(([monomial, count], i) => formatTerm(monomial, count, i === 0)).join(' ');
}

function formatTerm(monomial: string, count: number, first: boolean): string {
  const size = Math.abs(count);
  const body = monomial === '' ? String(size) : size === 1 ? monomial : `${size}*${monomial}`;
  if (first) return count < 0 ? `- ${body}` : body;
  return `${count < 0 ? '-' : '+'} ${body}`;
}

function order(a: string, b: string): number {
  if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1; // the constant comes last
  return a < b ? -1 : a > b ? 1 : 0;
}
