/** What a filing recorded, in the language of the document where its words are known, else as it was recorded. */
import type { Message, MessageValue } from '@palimpsest/contracts';
import { filingTexts, type FilingTexts } from '../words/filing-texts.js';
import { filingWords } from '../words/filing-words.js';
import type { Run } from './block.js';
import { recorded } from './runs.js';
import { targetSentence } from './sentences.js';
import type { Telling } from './telling.js';

/**
 * @param text in English
 * @param messages the same in pieces; a text without them is one fixed sentence
 */
export function filed(text: string, telling: Telling, messages?: readonly Message[]): Run {
  return filedText(text, telling, messages) ?? recorded(text, telling);
}

/** Undefined where a piece has no words in this language. */
export function filedText(text: string, telling: Telling, messages?: readonly Message[]): string | undefined {
  const { locale } = telling;
  if (locale === 'en') return text;
  const pieces = messages ?? [{ pattern: text, values: {} }];
  const told = pieces.map((piece) => inWords(piece, filingTexts[locale], telling));
  return told.every((part) => part !== undefined) ? told.join('') : undefined;
}

function inWords({ pattern, values }: Message, texts: FilingTexts, telling: Telling): string | undefined {
  const words = isWordless(pattern) ? pattern : texts[pattern];
  return words?.replace(/\{(\w+)\}/g, (slot, name: string) => {
    const value = values[name];
    return value === undefined ? slot : written(value, telling);
  });
}

/** Nothing but values and punctuation. */
const isWordless = (pattern: string) => !/\p{L}/u.test(pattern.replace(/\{\w+\}/g, ''));

function written(value: MessageValue, telling: Telling): string {
  const { write, locale, report } = telling;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return write.fixed(value, decimalsOf(value));
  if ('share' in value) return write.percent(value.share);
  if ('attackClass' in value) return filingWords[locale].attackClass[value.attackClass];
  if ('channels' in value) return value.channels.map((channel) => filingWords[locale].channel[channel]).join(', ');
  const target = report.targets.find(({ checkpoint }) => checkpoint === value.verdictOf);
  return target ? targetSentence(target, telling) : value.verdictOf;
}

/** As many as the number has, so that 0.05 stays 0.05. */
const decimalsOf = (value: number) => String(value).split('.')[1]?.length ?? 0;
