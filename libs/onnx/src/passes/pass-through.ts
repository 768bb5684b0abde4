/** Identity elimination: operators that, at inference, hand their first input on unchanged. */
export function isPassThrough(opType: string, domain: string): boolean {
  return domain === '' && (opType === 'Identity' || opType === 'Dropout');
}
