// Hands the numbers of a picture to its player as soon as they arrive. Streamlit does so once it has
// put all that arrived with them into the page, which takes longer than to draw the picture. So what
// comes before them, the start of a run, waits for them a moment. It does so in a page that opens as
// well: then Streamlit puts the page together once, and not first without the picture.
//
// When a page opens, its picture needs its place before it can be drawn: what stands above it, and the
// panel's width. The server may send the picture before that, and then it waits. What does not move it,
// Streamlit is told of when the picture is seen: the navigation and what stands in its row, what is in the
// panel, and what comes below the picture.

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

/** Milliseconds after which the rest of a page comes, if its picture is not seen by then. */
const LONGEST_ALONE = 1000;

/** The event of a window that says that a player has drawn its first picture. */
const DRAWN = "dw-drawn";

/** Fields of Streamlit's ForwardMsg: what is known of a message, and in it where it puts something. */
const METADATA = 2;
const DELTA_PATH = 2;

/** The same: kinds of messages. */
const NAVIGATION = 23;
const RUN_STATE = 9; // that a run has begun or ended
const FINISHED = 6; // that nothing comes any more

/** Kinds of messages that no picture needs for its place. */
const NEEDS_NO_PLACE = new Set([NAVIGATION, RUN_STATE, FINISHED]);

/** The ID of a container of the heading that has its place and its height without what is in it (see page_parts.css). */
const HAS_ITS_PLACE = /\$\$ID-[0-9a-f]+-(home|title-end)/;

/** The first number of a path: where it leads. */
const MAIN = 0;
const PANEL = 1;

/** What a message begins with, a letter for each byte. @param {Uint8Array} message */
const textOf = (message) => new TextDecoder("latin1").decode(message.subarray(0, SEARCHED));

/**
 * What a player is called with, in a message that Streamlit's server sends; null where there is none.
 *
 * @param {Uint8Array} message
 */
export function findBlock(message) {
  if (message.length < SHORTEST) return null;
  const start = textOf(message).indexOf(MARK) - 4;
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
 * Of which kind a message of Streamlit is, by its field in ForwardMsg, and the path of what it puts into the page.
 *
 * @param {Uint8Array} message
 * @returns {{kind: number, path: number[]}}
 */
export function describe(message) {
  let at = 0;
  const number = () => {
    let value = 0;
    for (let shift = 0; at < message.length; shift += 7) {
      const byte = message[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    return value;
  };
  /** @type {number[]} */
  let path = [];
  while (at < message.length) {
    const kind = number() >> 3;
    if (kind > METADATA) return { kind, path };
    const end = number() + at;
    while (kind === METADATA && at < end) {
      const field = number();
      if ((field & 7) === 0) number();
      else {
        const length = number();
        if (field >> 3 === DELTA_PATH) path = [...message.subarray(at, at + length)];
        at += length;
      }
    }
    at = end;
  }
  return { kind: 0, path };
}

/**
 * Whether what a message brings comes after a picture in a page: then all that stands above it has come.
 *
 * @param {number[]} picture   the picture's path
 * @param {ReturnType<typeof describe>} message
 */
function comesAfter(picture, { kind, path }) {
  if (!path.length) return kind === FINISHED;
  return path[0] === MAIN ? path[1] > picture[1] : path[0] === PANEL && path[1] > 0;
}

/**
 * Asks of each message, in their order, whether it may come when a picture is seen, as what it brings does not
 * move the picture.
 *
 * @param {number[]} picture   the picture's path
 */
export function followers(picture) {
  /** @type {number[][]} paths of containers that have their place */
  const placed = [];
  return (/** @type {Uint8Array} */ message) => {
    const { kind, path } = describe(message);
    if (!path.length) return NEEDS_NO_PLACE.has(kind);
    if (comesAfter(picture, { kind, path })) return true;
    if (placed.some((container) => container.every((number, at) => path[at] === number)))
      return true;
    if (message.length < SHORTEST && HAS_ITS_PLACE.test(textOf(message))) placed.push(path);
    return false;
  };
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
    /** Whether the page is opening, and is going to have a picture. */
    #isOpening = window.document?.querySelector(PLAYERS_SCRIPT) != null;
    /** Whether a run that was asked for may still bring numbers. */
    #mayBring = this.#isOpening;
    /** Until the first picture is seen. @type {ReturnType<typeof followers> | null} */
    #mayFollow = null;
    /** The path of the first picture until all that stands above it has come. @type {number[] | null} */
    #toPlace = null;
    /** @type {WeakSet<Event>} */
    #told = new WeakSet();

    /** @param {[url: string | URL, protocols?: string | string[]]} to */
    constructor(...to) {
      super(...to);
      this.addEventListener("message", (event) => this.#take(event));
    }

    /** @param {Parameters<WebSocket["send"]>[0]} data */
    send(data) {
      this.#mayBring ||= this.#hasPlayer();
      super.send(data);
    }

    /** @param {MessageEvent} event */
    #take(event) {
      const { data } = event;
      if (!(data instanceof ArrayBuffer) || this.#told.has(event)) return;
      event.stopImmediatePropagation();
      this.#kept.push(data);
      if (this.#mayFollow) {
        if (this.#toPlace && comesAfter(this.#toPlace, describe(new Uint8Array(data))))
          this.#toPlace = null;
        this.#tell();
        return;
      }
      const block = findBlock(new Uint8Array(data));
      if (block && this.#isDrawn(block)) {
        this.#mayBring = false;
        this.#waitForFrame();
      } else if (block && this.#isOpening && !this.#hasPlayer()) {
        this.#openWith(describe(new Uint8Array(data)).path);
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

    /** Also in a page that has lost its server, and has another connection now. */
    #hasPlayer() {
      return window.document?.querySelector(".dw-player") != null;
    }

    /** Put the picture into the page where it stays, and the rest when it is seen. @param {number[]} path */
    #openWith(path) {
      this.#isOpening = this.#mayBring = false;
      this.#mayFollow = followers(path);
      this.#toPlace = path;
      const goOn = () => {
        this.#mayFollow = this.#toPlace = null;
        this.#tell();
      };
      window.addEventListener(
        DRAWN,
        () => window.requestAnimationFrame(() => window.setTimeout(goOn)),
        { once: true },
      );
      window.setTimeout(goOn, LONGEST_ALONE);
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
      if (this.#isDrawing || this.#toPlace) return;
      const kept = this.#kept.splice(0);
      for (const data of kept) {
        if (this.#mayFollow?.(new Uint8Array(data))) {
          this.#kept.push(data);
          continue;
        }
        const event = new MessageEvent("message", { data });
        this.#told.add(event);
        this.dispatchEvent(event);
      }
    }
  };
}
