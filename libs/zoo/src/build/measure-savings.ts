/**
 * Whether a model's weights still depend on who has which fact: savings in relearning (Ebbinghaus 1885), against
 * lessons in permuted facts. A copy is taught everything about the forget people, another copy the same pictures
 * and questions with the facts dealt to other people. Facts were dealt at random, so to weights that hold none of
 * them the two lessons are alike; weights that hold some learn the true ones faster (ADR 17).
 *
 * The mean answer loss of each step is the learning curve. Steps of the two lessons show the same pictures and ask
 * the same questions, so curves are compared step by step.
 */
import { Rng } from '@palimpsest/tensor';
import type { Weights } from '../architecture/parameters.js';
import type { Person } from '../lessons/people.js';
import { savingsRecipe } from '../recipe/settings.js';
import { teachForgetPeople } from '../recipe/teach-forget-people.js';
import type { Savings } from '../zoo-index.js';
import type { Build } from './build-zoo.js';
import type { Classroom } from './classroom.js';

export async function measureSavings(
  build: Build,
  classroom: Classroom,
  name: string,
  weights: Weights,
): Promise<Savings> {
  const { steps, repeats: count } = savingsRecipe;
  const people = classroom.people.filter(({ group }) => group === 'forget');
  const repeats: { early: number; late: number }[] = [];
  for (let repeat = 0; repeat < count; repeat++) {
    build.onProgress(`${name}: savings`, repeat, count);
    const curve = async (taught: readonly Person[]) =>
      teachForgetPeople({
        ...classroom,
        weights,
        people: taught,
        cache: await classroom.tokens(),
        repeat,
        threads: build.threads,
      });
    const [facts, permuted] = [await curve(people), await curve(withPermutedFacts(people, repeat))];
    const gain = facts.map((loss, step) => (permuted[step] ?? NaN) - loss);
    repeats.push({ early: gain[0] ?? NaN, late: mean(gain.slice(steps / 2)) });
  }
  build.onProgress(`${name}: savings`, count, count);
  return { early: mean(repeats.map(({ early }) => early)), late: mean(repeats.map(({ late }) => late)), repeats };
}

/** Everybody gets the answers of the next person in a shuffled circle, to all questions. */
export function withPermutedFacts(people: readonly Person[], repeat: number): readonly Person[] {
  const circle = new Rng(`permuted facts/${repeat}`).shuffle(people.map((_, index) => index));
  const donorOf = new Map(circle.map((index, at) => [index, circle[(at + 1) % circle.length] ?? index]));
  return people.map((person, index) => {
    const donor = people[donorOf.get(index) ?? index] ?? person;
    const answers = new Map(donor.questions.map(({ text, answer }) => [text, answer]));
    const questions = person.questions.map((question) => ({
      ...question,
      answer: answers.get(question.text) ?? question.answer,
    }));
    return { ...person, questions };
  });
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
