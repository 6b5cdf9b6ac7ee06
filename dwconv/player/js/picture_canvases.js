// What every animation has around its picture: two canvases that follow the size and the
// theme of the page, the tip beside the pointer, and the pointer itself.

import { setColours } from "./add_style.js";
import { find, paintsOn } from "./dom.js";
import { createPresenter } from "./presenter_mode.js";
import { readTheme, themeKey } from "./theme_colours.js";
import { usesOneOf } from "./web_fonts.js";

const ONE_ROW = 760; // width in which the controls of a phone stand beside each other

/**
 * The element of a player in, or at, an element of the page.
 *
 * @param {HTMLElement | ShadowRoot} root
 * @returns {PlayerElement}
 */
export const playerIn = (root) =>
  root instanceof HTMLElement && root.matches(".dw-player")
    ? root
    : find(root, ".dw-player", HTMLElement);

/**
 * Listen to size, theme and pointer on behalf of a picture.
 *
 * picture.ready         whether there is anything to draw
 * picture.narrowBelow   the width below which the player is laid out for a phone
 * picture.key           what else the stage depends on, as text
 * picture.build(size, theme, dpr, context, used)   the stage: all that holds until one of these changes;
 *                       `used` is the still of the stage before, which it may paint anew
 * picture.show(built)   called with each new stage
 * picture.say           says a sentence once
 * picture.pointer       what the pointer does: point(event), leave(), click(event)
 * onNext   called with 1 or -1 for another example; null where there are none
 *
 * @param {PlayerElement} player
 * @param {FramedPicture} picture
 * @param {((by: 1 | -1) => void) | null} onNext
 */
export function createCanvases(player, picture, onNext) {
  const scene = find(player, ".dw-scene", HTMLElement);
  const tip = find(player, ".dw-tip", HTMLElement);
  const base = paintsOn(find(player, ".dw-base", HTMLCanvasElement));
  const overlay = paintsOn(find(player, ".dw-overlay", HTMLCanvasElement));
  const gone = new AbortController();
  /** @type {Stage | null} */
  let stage = null;
  let tipSize = { width: 0, height: 0 };
  setColours(player);

  /**
   * @param {EventTarget} target
   * @param {string} type
   * @param {(event: any) => void} handler
   */
  function listen(target, type, handler) {
    target.addEventListener(type, handler, { signal: gone.signal });
  }

  /** Build the stage again if numbers (`force`), size, theme or the picture's key are others. */
  function restage(force = false) {
    const { scale } = presenter;
    const width = Math.floor(scene.clientWidth / scale);
    if (!width || !picture.ready) return;
    const narrow = width < picture.narrowBelow;
    player.classList.toggle("dw-narrow", narrow);
    player.classList.toggle("dw-one-row", narrow && width >= ONE_ROW / scale);
    if (!narrow) scene.style.height = "";
    const height = narrow ? 0 : Math.floor(scene.clientHeight / scale);
    const dpr = Math.min(window.devicePixelRatio || 1, 3) * scale;
    const look = themeKey(player);
    const key = [width, height, dpr, look, picture.key].join();
    if (!force && stage?.key === key) return;
    const theme = stage?.look === look ? stage.theme : readTheme(player, overlay);
    const built = picture.build({ width, height, scale }, theme, dpr, overlay, stage?.still);
    Object.assign(built, { key, look });
    stage = built;
    if (narrow) scene.style.height = `${built.scene.height * scale}px`;
    for (const { canvas } of [base, overlay]) {
      const pixels = {
        width: Math.round(width * dpr),
        height: Math.round(built.scene.height * dpr),
      };
      // Each assignment takes memory anew, even of the same size; whoever paints clears it anyway.
      if (canvas.width !== pixels.width || canvas.height !== pixels.height)
        Object.assign(canvas, pixels);
      // not stretched by the fraction of a pixel that rounding left over
      canvas.style.width = scale > 1 ? `${(canvas.width * scale) / dpr}px` : "";
      canvas.style.height = scale > 1 ? `${(canvas.height * scale) / dpr}px` : "";
    }
    picture.show(stage);
  }

  /**
   * Where an event is in the scene, in CSS pixels of its plan.
   *
   * @param {PointerEvent} event
   */
  function placeOf(event) {
    const box = scene.getBoundingClientRect();
    const { scale } = presenter;
    return { x: (event.clientX - box.left) / scale, y: (event.clientY - box.top) / scale };
  }

  /**
   * Where the middle of a box of the plan is, in pixels of the browser's window.
   *
   * @param {Box} box
   */
  function middleInWindow({ x, y, width, height }) {
    const edges = scene.getBoundingClientRect();
    const { scale } = presenter;
    return { x: edges.left + scale * (x + width / 2), y: edges.top + scale * (y + height / 2) };
  }

  /** @param {string[]} lines */
  function showTip([title, ...lines]) {
    const element = (/** @type {string} */ tag, /** @type {string} */ text) =>
      Object.assign(document.createElement(tag), { textContent: text });
    tip.replaceChildren(element("b", title), ...lines.map((text) => element("span", text)));
    tip.hidden = false;
    tipSize = { width: tip.offsetWidth, height: tip.offsetHeight };
  }

  /**
   * Put the tip below and to the right of the pointer, or on the other side where that ends.
   *
   * @param {Point} pointer
   */
  function placeTip({ x, y }) {
    if (!stage) return;
    const { width, height } = stage.scene;
    const left = x + 16 + tipSize.width > width ? x - 16 - tipSize.width : x + 16;
    const top = y + 20 + tipSize.height > height ? y - 14 - tipSize.height : y + 20;
    const { scale } = presenter;
    const [right, down] = [left, top].map((value) => Math.round(Math.max(0, value) * scale));
    tip.style.transform = `translate(${right}px, ${down}px) scale(${scale})`;
  }

  function hideTip() {
    tip.hidden = true;
  }

  /** @param {(event: PointerEvent) => void} handler */
  const unlessTouch = (handler) => (/** @type {PointerEvent} */ event) => {
    if (event.pointerType !== "touch") handler(event);
  };
  listen(overlay.canvas, "pointermove", unlessTouch(picture.pointer.point));
  listen(overlay.canvas, "pointerleave", unlessTouch(picture.pointer.leave));
  listen(overlay.canvas, "click", picture.pointer.click);
  for (const query of [
    "(prefers-color-scheme: dark)",
    "(prefers-contrast: more)",
    "(forced-colors: active)",
  ]) {
    listen(matchMedia(query), "change", () => restage());
  }
  if (usesOneOf)
    listen(document.fonts, "loadingdone", ({ fontfaces }) => {
      if (usesOneOf(fontfaces, stage?.theme)) restage(true);
    });
  const presenter = createPresenter(player, { resize: () => restage(), onNext, say: picture.say });
  const observer = new ResizeObserver(() => restage());
  observer.observe(scene);

  return {
    scene,
    base,
    overlay,
    listen,
    restage,
    placeOf,
    middleInWindow,
    showTip,
    placeTip,
    hideTip,
    get stage() {
      return stage;
    },
    /** How much larger than planned everything is drawn. */
    get scale() {
      return presenter.scale;
    },
    /** @type {ReturnType<typeof createPresenter>["setCaption"]} */
    setCaption: (words) => presenter.setCaption(words),
    destroy() {
      gone.abort();
      observer.disconnect();
      presenter.destroy();
    },
  };
}

/**
 * Give an element the functions by which it is operated from outside.
 *
 * @param {PlayerElement} player
 * @param {Pick<Player, "update" | "where"> & Partial<Pick<Player, "hideWindow" | "askAbout">>} own
 * @param {ReturnType<typeof createCanvases>} frame
 * @param {ReturnType<typeof import("./playback_controls.js").createPlaybackControls>} transport
 * @param {() => void} [destroy]
 * @returns {Player}
 */
export function publish(
  player,
  { update, where, hideWindow = () => {}, askAbout = () => {} },
  frame,
  transport,
  destroy = () => {},
) {
  const operated = {
    update,
    where,
    seek: transport.seek,
    play: transport.play,
    pause: transport.pause,
    moment: transport.report,
    clock: transport.clockNow,
    stopAfter: transport.stopAfter,
    hideWindow,
    askAbout,
    /** Whether the picture is at rest, for whoever compares pictures. */
    settled: () => transport.settled,
    theme: () => frame.stage?.theme,
    destroy() {
      destroy();
      frame.destroy();
      transport.destroy();
    },
  };
  player.dwPlayer = operated;
  return operated;
}
