// The students' page: a field for the code, or the class with this code.

import { setColours } from "../../../player/js/add_style.js";
import { find } from "../../../player/js/dom.js";
import { isPlaybackKey } from "../../../player/js/playback_keys.js";
import { productsText } from "../../../player/js/prediction_words.js";
import { productsAsked } from "../../../player/js/sentences.js";
import { spoken } from "../../../player/js/spoken.js";
import { createCells } from "./choose_cells.js";
import { createFollower } from "./follow_teacher.js";
import { createLostButton } from "./lost_button.js";
import { createPicture } from "./picture.js";
import { createQuestion } from "./question.js";
import { connect } from "./server.js";
import { statusOf } from "./status_words.js";
import { remember } from "./tab_storage.js";

const NEWS_FOR = 3000; // ms

const part = (/** @type {string} */ selector) => find(document, selector, HTMLElement);
const { code = "", problem = "" } = part("#about").dataset;

setColours(document.documentElement);
if (code) followClass();
else join(problem);

/**
 * Ask for the code.
 *
 * @param {string} why
 */
function join(why) {
  part(".dc-join").hidden = false;
  part(".dc-why").textContent = why;
  const field = find(document, "#code", HTMLInputElement);
  field.value = decodeURIComponent(location.pathname.split("/").at(-1) ?? "");
  field.focus();
  part(".dc-code-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = field.value.replace(/[\s-]/g, "").toUpperCase();
    if (RegExp(`^${field.dataset.code}$`).test(typed)) location.assign(typed);
    else part(".dc-why").textContent = field.dataset.why ?? "";
  });
}

function followClass() {
  const room = part(".dc-class");
  const status = part(".dc-status");
  const lookButton = find(document, ".dc-look", HTMLButtonElement);
  const backButton = find(document, ".dc-back", HTMLButtonElement);
  const lostButton = find(document, ".dc-lost", HTMLButtonElement);
  const lab = find(document, ".dc-lab", HTMLAnchorElement);
  const place = part(".dc-picture");
  room.hidden = false;
  part(".dc-code").textContent = code;
  document.title = `Class ${code} – depthwise convolution`;

  const memory = remember(code);
  const brought = part("#state").textContent;
  /** @type {ClassState | null} */
  const early = brought ? JSON.parse(brought) : null;
  const picture = createPicture(place, early?.picture?.kind);
  /** @type {ClassState | null} */
  let state = null;
  let hash = "";
  let connected = true;
  let looking = false;
  /** @type {ClassState | null} */
  let drawn = null; // what the class was told of the picture that stands here
  let news = ""; // what has just happened, before what holds
  let newsTimer = 0;
  let offset = -Infinity; // the server's clock less this page's; the quickest message knows best
  let epoch = -1;

  const serverTime = () => performance.now() + offset;
  const follower = createFollower(picture, serverTime);
  place.hidden = true;

  const server = connect(code, memory.student, {
    hear,
    connected(yes) {
      const back = yes && !connected;
      connected = yes;
      if (back) {
        question.confirm();
        tell("Connected again.");
      } else show();
    },
    over,
  });
  const lost = createLostButton(lostButton, memory, async (yes) => {
    await server.send("lost", { lost: yes });
    if (yes) tell("Your teacher sees it.");
  });
  const question = createQuestion(part(".dc-question"), {
    send: (content) => server.send("answer", content),
    memory,
    cells: cellsOf,
    visit(moment) {
      look(true);
      follower.visit(moment);
      picture.element.scrollIntoView({ block: "nearest" });
    },
    heard: inWords(productsAsked),
    products: inWords(productsText),
    announce(words) {
      part(".dc-announce").textContent = words;
    },
    serverTime,
  });

  /** What a function says of the window that a question asks about. @param {(model: Model, w: number) => string} words */
  function inWords(words) {
    return (/** @type {ClassQuestion} */ { window: w = -1 }) =>
      picture.model && w >= 0 ? spoken(words(picture.model, w)) : "";
  }

  /**
   * @param {ClassState} next
   * @param {boolean} [early] before this page has joined
   */
  function hear(next, early = false) {
    offset = Math.max(offset, next.now - performance.now());
    const focused = document.activeElement;
    const before = state?.picture?.hash;
    state = next;
    if (next.ended) {
      over("");
      return;
    }
    if (looking && !mayLook()) {
      looking = false;
      if (next.mode !== "freeze") tell("The class is asked a question.");
    }
    if (next.picture?.hash === hash && drawn) describe(next);
    if (next.picture && next.picture.hash !== hash && !stays()) load(next.picture);
    follower.set(next.moment);
    const asked = question.asked;
    question.show(next.question);
    if (asked && !next.question)
      tell(
        next.picture?.hash === before
          ? "The question is removed."
          : "The picture has changed, so the question about it is removed.",
      );
    if (asked?.kind === "cells" && asked.id !== next.question?.id) follower.return();
    lost.hear(next.helped);
    if (!early && epoch !== next.epoch) {
      epoch = next.epoch;
      question.confirm();
      lost.confirm();
    }
    show();
    // from what is no more the focus would fall to nothing
    if (focused && (focused.matches(":disabled") || !focused.getClientRects().length))
      part(next.question ? ".dc-text" : ".dc-class h1").focus();
  }

  /** Say what holds for the picture that stands here. @param {ClassState} told */
  function describe(told) {
    drawn = told;
    part(".dc-caption").textContent = told.caption;
    part(".dc-caption").hidden = !told.caption;
  }

  /** Whether a picture stays where it is, since its student moves it, whatever the class sees. */
  function stays() {
    return looking && drawn !== null && state?.mode !== "free";
  }

  /** Say for a moment what has just happened. @param {string} words */
  function tell(words) {
    news = words;
    clearTimeout(newsTimer);
    newsTimer = setTimeout(() => {
      news = "";
      show();
    }, NEWS_FOR);
    show();
  }

  /** The numbers of a picture, which the page may have brought along. @param {string} wanted */
  function numbersOf(wanted) {
    const { dataset, textContent } = part("#payload");
    if (dataset.hash !== wanted) return server.picture(wanted);
    return Uint8Array.from(atob(textContent ?? ""), (sign) => sign.charCodeAt(0));
  }

  /** @param {NonNullable<ClassState["picture"]>} wanted */
  async function load({ hash: wanted, kind }) {
    hash = wanted;
    try {
      const [payload] = await Promise.all([numbersOf(wanted), picture.prepare(kind)]);
      if (hash !== wanted) return; // another one was shown meanwhile
      place.hidden = false;
      part(".dc-empty").hidden = true;
      if (state) describe(state);
      follower.show(payload, kind);
      if (question.asked?.kind === "cells") {
        const asked = question.asked;
        question.show(null);
        question.show(asked);
      }
      show();
    } catch {
      if (hash !== wanted) return;
      hash = ""; // the next state, or the next attempt, brings it
      setTimeout(() => state?.picture && !hash && load(state.picture), 1500);
    }
  }

  /**
   * @param {ClassQuestion} asked
   * @param {(words: string, shown?: string) => void} changed
   */
  function cellsOf(asked, changed) {
    const { model } = picture;
    if (!model) return null;
    const lane = asked.lane ?? 0;
    follower.visit({ lane });
    return createCells(place, {
      rows: model.H,
      columns: model.W,
      lane,
      // the picture counts the rows and columns of padding, too
      place: (row, column) =>
        picture.player.where("input", {
          k: lane,
          row: row + model.top,
          column: column + model.left,
        }),
      changed,
    });
  }

  // -- following, or looking around

  function mayLook() {
    if (!state || state.mode === "freeze") return false;
    const { question: asked } = state;
    return asked?.look !== false || Boolean(asked.reveal);
  }

  /** @param {boolean} yes */
  function look(yes) {
    if (yes && !mayLook()) return;
    looking = yes;
    const shown = state?.picture;
    if (!yes && shown && shown.hash !== hash)
      load(shown); // which the class has gone on to
    else show();
  }

  function show() {
    const own = state?.mode === "free" ? mayLook() : looking;
    follower.follow(!own);
    room.classList.toggle("dc-follows", !own);
    const { question: asked } = state ?? {};
    // the window in the picture would be the answer
    picture.player.askAbout(asked?.reveal ? -1 : (asked?.window ?? -1));
    picture.player.hideWindow(asked?.kind === "cells" && !asked.reveal);
    room.classList.toggle("dc-looks", own && state?.mode !== "free");
    lookButton.hidden = own || !mayLook() || !state?.picture;
    backButton.hidden = !own || state?.mode === "free";
    lostButton.disabled = !connected;
    const words = connected
      ? `${news} ${statusOf(state, own, hash)}`.trim()
      : "No connection. Trying again …";
    if (status.textContent !== words) status.textContent = words;
    room.dataset.line = connected ? "" : "lost";
    lab.hidden = !state?.picture;
    if (!state?.picture || !drawn) return;
    const { layer, page } = drawn;
    const { step } = picture.timeline ? picture.player.moment() : { step: 0 };
    lab.href = `../${page}?${new URLSearchParams({ ...layer, step: String(step) })}`;
  }

  lookButton.addEventListener("click", () => {
    look(true);
    picture.element.focus({ preventScroll: true });
  });
  backButton.addEventListener("click", () => {
    look(false);
    lookButton.focus({ preventScroll: true });
  });
  lab.addEventListener("pointerdown", show);
  lab.addEventListener("focus", show);

  // whoever takes hold of the picture looks around; where that is not possible nothing happens
  /** @param {Event} event */
  function take(event) {
    if (!picture.element.contains(/** @type {Node} */ (event.target))) return;
    if (!room.classList.contains("dc-follows")) return;
    if (mayLook()) look(true);
    else {
      event.stopPropagation();
      event.preventDefault();
    }
  }
  place.addEventListener("click", take, { capture: true });
  place.addEventListener(
    "keydown",
    (event) => {
      if (isPlaybackKey(event.key) && !event.altKey && !event.ctrlKey && !event.metaKey)
        take(event);
    },
    { capture: true },
  );

  /** @param {string} why */
  function over(why) {
    server?.close();
    follower.destroy();
    picture.player.pause();
    room.hidden = true;
    const end = part(".dc-over");
    if (why) find(end, "p", HTMLElement).textContent = why;
    end.hidden = false;
    find(end, "h1", HTMLElement).focus();
  }

  if (early) hear(early, true);
  show();
}
