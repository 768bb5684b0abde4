/** Words of others, without what a terminal would obey and without end. */
export const printable = (text: string): string => text.replaceAll(/\p{C}/gu, '?').slice(0, 200);
