// Presenter mode: the player alone fills the window, larger, with a ring around the pointer.

import { find } from "./dom.js";

/** What the keys do, for the window that "?" opens. */
export const KEYS_OF_PRESENTER = [["P, Escape", "fill the screen, go back"]];

const LARGER = 1.3; // for the back row
const PATIENCE = 15_000; // ms in which another player may come in the place of one that presents
const STORED = "dw-presents"; // in this tab: the page that was left while its player presented

/** What this tab says of it, which is then forgotten; null where a browser keeps nothing. */
function takeStored() {
  try {
    const stored = sessionStorage.getItem(STORED);
    sessionStorage.removeItem(STORED);
    return stored;
  } catch {
    return null;
  }
}

/** Whether this page is loaded again, and its player presented until then. */
function presentedBeforeReload() {
  const [loaded] = performance.getEntriesByType("navigation");
  const isReload = loaded instanceof PerformanceNavigationTiming && loaded.type === "reload";
  return takeStored() === location.pathname && isReload;
}

/**
 * Let a button, and P within the player, switch presenter mode on and off.
 *
 * resize   called after the player became as large as the window, or its own size again
 * onNext   called with 1 or -1 for PageDown and PageUp, which a clicker sends; null where no
 *          examples are
 * say      says a sentence once
 *
 * @param {PlayerElement} player
 * @param {{resize: () => void, onNext: ((by: 1 | -1) => void) | null, say: (text: string) => void}} uses
 */
export function createPresenter(player, { resize, onNext, say }) {
  const button = find(player, ".dw-present", HTMLButtonElement);
  const ring = find(player, ".dw-ring", HTMLElement);
  const caption = find(player, ".dw-caption", HTMLElement);
  const gone = new AbortController();
  let on = false;

  /** @param {boolean} value */
  function set(value) {
    if (on === value) return;
    on = value;
    player.classList.toggle("dw-presenting", on);
    document.documentElement.classList.toggle(
      "dw-presented",
      Boolean(document.querySelector(".dw-presenting")),
    );
    button.setAttribute("aria-pressed", String(on));
    ring.hidden = true;
    player.focus({ preventScroll: true });
    resize();
  }

  /** @param {boolean} value */
  function change(value) {
    set(value);
    say(on ? "The player fills the window. Escape leads back." : "Back on the page.");
  }

  const NO_LETTERS = ["range", "checkbox", "radio", "button"]
    .map((type) => `:not([type=${type}])`)
    .join("");
  /** @param {KeyboardEvent} event */
  const typing = (event) => {
    const [target] = /** @type {HTMLElement[]} */ (event.composedPath());
    return (
      target.isContentEditable ||
      target.matches?.(`input${NO_LETTERS}, textarea, select, [role=combobox]`)
    );
  };

  /**
   * Tab stays within the player while it covers everything else.
   *
   * @param {KeyboardEvent} event
   */
  function keepWithin(event) {
    /** @type {NodeListOf<HTMLButtonElement | HTMLInputElement | HTMLSelectElement>} */
    const controls = player.querySelectorAll("button, input, select, .dw-by-keys, .dw-cells");
    const all = [...controls].filter(
      (control) => !control.disabled && control.offsetParent && control.tabIndex >= 0,
    );
    const [first, last] = [all[0], all[all.length - 1]];
    const [from, to] = event.shiftKey ? [first, last] : [last, first];
    const outside = !player.contains(document.activeElement);
    if (!outside && document.activeElement !== from) return;
    to.focus();
    event.preventDefault();
  }

  /**
   * Whether a key is the player's: one letter would be anybody's, a voice's as well, elsewhere.
   *
   * @param {KeyboardEvent} event
   */
  const isMine = (event) => on || event.composedPath().includes(player);

  /** @param {KeyboardEvent} event */
  function press(event) {
    if (player.querySelector("dialog[open]")) return;
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented || event.repeat)
      return;
    if (event.key === "Tab" && on) keepWithin(event);
    const next = event.key === "PageDown" ? 1 : event.key === "PageUp" ? -1 : null;
    if (event.key === "Tab") return;
    if (event.key === "Escape" && on) change(false);
    else if (event.key?.toLowerCase() === "p" && isMine(event) && !typing(event)) change(!on);
    else if (next && on && onNext) onNext(next);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {PointerEvent} pointerEvent */
  function follow({ clientX, clientY, pointerType }) {
    if (!on || pointerType === "touch") return;
    ring.hidden = false;
    ring.style.transform = `translate(${clientX}px, ${clientY}px)`;
  }

  /**
   * @param {EventTarget} target
   * @param {string} type
   * @param {(event: any) => void} handler
   * @param {AddEventListenerOptions} [options]
   */
  const listen = (target, type, handler, options = {}) =>
    target.addEventListener(type, handler, { signal: gone.signal, ...options });
  listen(document, "keydown", press, { capture: true });
  listen(button, "click", () => change(!on));
  listen(player, "pointermove", follow);
  listen(player, "pointerleave", () => {
    ring.hidden = true;
  });
  listen(window, "pagehide", () => {
    try {
      if (on) sessionStorage.setItem(STORED, location.pathname);
    } catch {
      // a browser that keeps nothing: a reload then leads back to the page
    }
  });

  // Streamlit may put another player in the place of the one that presents: it goes on presenting,
  // also where its script comes late, when the other is gone already. So does the player of a page
  // that is loaded again.
  const { dataset } = document.documentElement;
  const until = Number(dataset.dwPresentsUntil ?? 0);
  delete dataset.dwPresentsUntil;
  const presents = document.querySelector(".dw-presenting, .dw-presented") || Date.now() < until;
  if (presentedBeforeReload() || presents) queueMicrotask(() => set(true));

  return {
    /** How much larger than planned everything is drawn. */
    get scale() {
      return on ? LARGER : 1;
    },
    /**
     * What stands above the picture while it fills the window: a text and how far one is.
     *
     * @param {[text: string, progress: string]} words
     */
    setCaption([text, progress]) {
      find(caption, "p", HTMLElement).textContent = text;
      find(caption, "span", HTMLElement).textContent = progress;
      caption.hidden = !text;
    },
    destroy() {
      player.classList.remove("dw-presenting");
      const another = Boolean(document.querySelector(".dw-presenting"));
      if (on && !another) dataset.dwPresentsUntil = String(Date.now() + PATIENCE);
      on = false;
      document.documentElement.classList.toggle("dw-presented", another);
      gone.abort();
    },
  };
}
