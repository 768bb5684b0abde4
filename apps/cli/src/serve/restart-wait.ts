/** How long to wait before what died is started again: 1 s, 2 s, 4 s, … 30 s, and 1 s again after it stayed up. */
const longestSeconds = 30;
const steadyMs = 60_000;

export class RestartWait {
  #seconds = 1;

  /** @param upMs how long it had been up before it died */
  after(upMs: number): number {
    if (upMs >= steadyMs) this.#seconds = 1;
    const seconds = this.#seconds;
    this.#seconds = Math.min(longestSeconds, 2 * seconds);
    return seconds;
  }
}
