// Hands the numbers of a picture to its player as soon as they arrive. Streamlit does so once it has
// put all that arrived with them into the page, which takes longer than to draw the picture. So what
// comes before them, the start of a run, waits for them a moment. It does so in a page that opens as
// well: then Streamlit puts the page together once, and not first without the picture.

/** How the options of a player begin (see `frame` in component.py). */
const MARK = '{"numbers":[';

/** Bytes of a message in which they begin, or not at all: the HTML of a player comes before them. */
const SEARCHED = 10_000;

/** Bytes that a message with them has at least. */
const SHORTEST = 1000;

/** The event of a window that bears what arrived; a player that has drawn it prevents its default. */
const ARRIVED = "dw-numbers";

/** A page that is going to have a player names its script (see preload.py). */
const PLAYERS_SCRIPT = "link.dw-players-script";

/** Milliseconds after which Streamlit is told in any case. */
const LONGEST = 50;

/**
 * What a player is called with, in a message that Streamlit's server sends; null where there is none.
 *
 * @param {Uint8Array} message
 */
export function findBlock(message) {
  if (message.length < SHORTEST) return null;
  const head = new TextDecoder("latin1").decode(message.subarray(0, SEARCHED));
  const start = head.indexOf(MARK) - 4;
  if (start < 0) return null;
  try {
    const length = new DataView(message.buffer, message.byteOffset + start).getUint32(0, true);
    const options = new TextDecoder().decode(message.subarray(start + 4, start + 4 + length));
    const [, numbers] = JSON.parse(options).numbers;
    const end = start + 4 + length + numbers;
    return end <= message.length ? message.slice(start, end) : null;
  } catch {
    return null; // a text that happens to have these letters
  }
}

/**
 * Let the players of a window draw what arrives in it before Streamlit is told of anything that came
 * with it. What Streamlit does with a run keeps the browser from painting for several frames.
 *
 * @param {Window & {WebSocket: typeof WebSocket}} window
 */
export function drawNumbersFirst(window) {
  window.WebSocket = class extends window.WebSocket {
    /** @type {ArrayBuffer[]} what Streamlit is still to be told of */
    #kept = [];
    #isDrawing = false;
    /** Whether a run that was asked for may still bring numbers. */
    #mayBring = window.document?.querySelector(PLAYERS_SCRIPT) != null;
    /** @type {WeakSet<Event>} */
    #told = new WeakSet();

    /** @param {[url: string | URL, protocols?: string | string[]]} to */
    constructor(...to) {
      super(...to);
      this.addEventListener("message", (event) => this.#take(event));
    }

    /** @param {Parameters<WebSocket["send"]>[0]} data */
    send(data) {
      this.#mayBring ||= window.document?.querySelector(".dw-player") != null;
      super.send(data);
    }

    /** @param {MessageEvent} event */
    #take(event) {
      const { data } = event;
      if (!(data instanceof ArrayBuffer) || this.#told.has(event)) return;
      event.stopImmediatePropagation();
      this.#kept.push(data);
      const block = findBlock(new Uint8Array(data));
      if (block && this.#isDrawn(block)) {
        this.#mayBring = false;
        this.#waitForFrame();
      } else if (block || this.#kept.length === 1) {
        // Streamlit draws the page anew when a run begins, which would keep its numbers waiting.
        window.setTimeout(() => this.#tell(), this.#mayBring && !block ? LONGEST : 0);
        this.#mayBring = false;
      }
    }

    /** Whether a player has taken a block and drawn it. @param {Uint8Array} block */
    #isDrawn(block) {
      const event = new CustomEvent(ARRIVED, { detail: block, cancelable: true });
      return !window.dispatchEvent(event);
    }

    #waitForFrame() {
      this.#isDrawing = true;
      const goOn = () => {
        this.#isDrawing = false;
        this.#tell();
      };
      window.requestAnimationFrame(() => window.setTimeout(goOn));
      window.setTimeout(goOn, LONGEST); // a tab that nobody sees has no frames
    }

    #tell() {
      if (this.#isDrawing) return;
      for (const data of this.#kept.splice(0)) {
        const event = new MessageEvent("message", { data });
        this.#told.add(event);
        this.dispatchEvent(event);
      }
    }
  };
}
