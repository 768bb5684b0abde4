/**
 * A connection whose error always has somebody to hear it. The pool stops listening when it hands one out, and whoever
 * asked for it starts a moment later; a server that dies in between would end the process. Nothing is hidden: the pool
 * and whoever uses the connection hear of it as well.
 */
import pg from 'pg';

export class SurvivingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => {});
  }
}
