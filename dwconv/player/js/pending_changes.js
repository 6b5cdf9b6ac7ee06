// The changes that the server has not answered yet, in their order.

/**
 * Changes under numbers that grow, until the server says which was the last that it made.
 *
 * @template [Value=string]
 */
export class Pending {
  /** @type {[number: number, name: string, value: Value][]} */
  list = [];
  #last = 0;

  /**
   * @param {string} name
   * @param {Value} value
   */
  add(name, value) {
    this.list = [...this.list, [++this.#last, name, value]];
  }

  /**
   * Forget what is answered.
   *
   * @param {number} seen the number of the last change that the server made
   */
  answered(seen) {
    this.#last = Math.max(this.#last, seen);
    this.list = this.list.filter(([number]) => number > seen);
  }

  /**
   * Whether a change of this name waits for its answer.
   *
   * @param {string} name
   */
  has(name) {
    return this.list.some(([, each]) => each === name);
  }
}
