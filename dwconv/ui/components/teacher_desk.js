// The teacher's side of a class: the code to join by, what the class answers, and where it is.
//
// It tells the class's server by itself where the player is, and hears the counts from it: no run of
// the page is needed for either. The secret stays in this tab, and in the link that the teacher
// copies, where it stands behind a #, which no browser sends to a server.

import { createCountdown } from "../../classroom/page/js/countdown.js";
import { setColours, styleWith } from "../../player/js/add_style.js";
import { find } from "../../player/js/dom.js";
import {
  buttonThatShows,
  countsInWords,
  drawAnswers,
  fitAnswers,
  newsOf,
  removedBecause,
} from "./class_answers.js";
import { ask, forget, known, listen, remember, teachersLink } from "./class_server.js";
import { createNews } from "./count_news.js";
import { createLargeAnswers, forgetLarge } from "./large_answers.js";
import { writeCaption } from "./presenter_caption.js";
import css from "./teacher_desk.css";
import { playerNow, tellMoments } from "./tell_moments.js";

const style = styleWith(css);
const TENSORFLOW_ANSWERS = 1500; // ms that answers are under way when the time is up
const JUST_ASKED = 1000; // ms in which Page Down is a second press of the one that asked or showed the answer
const BARS = 80; // px of a window in which nothing of a page can be seen: its bar, and edges
const EDGE = 12; // px
const PATIENCE = 5000; // ms for which the page that follows a class is waited for

/**
 * Show those of the question's buttons that do something now.
 *
 * @param {HTMLElement} asked
 * @param {Record<string, boolean>} able by what they do
 * @param {boolean} byKey whether Page Down presses the first of them, and no other button of the page
 */
function showButtons(asked, able, byKey) {
  const buttons = Object.keys(able).map((name) =>
    find(asked, `[data-do=${name}]`, HTMLButtonElement),
  );
  const focused = buttons.find((button) => button.matches(":focus"));
  for (const button of buttons) {
    button.hidden = !able[button.dataset.do ?? ""];
    button.removeAttribute("aria-keyshortcuts");
  }
  const first = buttons.find((button) => !button.hidden);
  if (byKey) {
    find(asked, "[data-do=reopen]", HTMLElement).setAttribute("aria-keyshortcuts", "PageUp");
    first?.setAttribute("aria-keyshortcuts", "PageDown");
  }
  document.documentElement.classList.toggle("dw-class-key", byKey);
  if (focused?.hidden) first?.focus();
}

/** Whether answers are closed, the picture is still the same, and nobody has seen the right one. @param {ClassFigures} figures */
const mayReopen = ({ question, open, revealed, closed }) =>
  Boolean(question) && !open && !revealed && !closed;

/** The button that asks the class what is chosen on the page. */
const askButton = () =>
  /** @type {HTMLElement | null} */ (document.querySelector(".st-key-class-ask button"));

/**
 * Press the button that asks, as a pointer does: a field with the caret loses it first, and tells its text.
 *
 * @param {HTMLElement} button
 */
function pressAsk(button) {
  if (document.activeElement?.matches("input, textarea")) button.focus({ preventScroll: true });
  setTimeout(() => button.click());
}

/**
 * How high the question and its answers may be for all of it to be seen at once: as much as the window
 * leaves below what stands above, or the whole window where that is more than half of it.
 *
 * @param {HTMLElement} asked
 */
function roomFor(asked) {
  const main = document.querySelector("[data-testid=stMain]");
  const top = asked.getBoundingClientRect().top + (main?.scrollTop ?? 0);
  return innerHeight - (top > innerHeight / 2 ? BARS : top + EDGE);
}

/** Give the focus to the button that starts a class: the desk of the one that has ended is gone. */
function focusOnStart(until = performance.now() + PATIENCE) {
  const button = document.querySelector(".st-key-class-start button");
  if (button instanceof HTMLElement && document.activeElement === document.body) button.focus();
  else if (performance.now() < until) requestAnimationFrame(() => focusOnStart(until));
}

/**
 * Open the desk of a class.
 *
 * @param {HTMLElement} desk
 * @param {any} data
 * @param {(what: "ended" | "revealed", of: string) => void} changed   called when the class has ended, or
 *   has seen an answer that the page keeps to itself until then
 */
function open(desk, data, changed) {
  const teacher = { code: data.code, secret: data.secret };
  const part = (/** @type {string} */ name) => find(desk, name, HTMLElement);
  const screen = find(desk, ".screen", HTMLDialogElement);
  const news = createNews(part(".announce"));
  /** @type {ClassFigures | null} */
  let figures = null;
  let ends = false; // whether the class was told to end: it takes no moments any more

  const complain = (/** @type {string} */ problem) => {
    part(".problem").textContent = problem;
  };

  /**
   * @param {string} action
   * @param {object} [content]
   */
  async function act(action, content = {}) {
    complain("");
    ends = action === "end";
    try {
      await ask(teacher, action, { method: "POST", body: JSON.stringify(content) });
    } catch (error) {
      ends = false;
      complain(String(error instanceof Error ? error.message : error));
    }
  }

  /** @param {string} what */
  async function press(what) {
    if (what === "large") large.toggle();
    else if (what === "next") askButton()?.click();
    else if (what === "everywhere" || what === "projector")
      await act("reveal", { where: what, reveal: figures?.reveal ?? {} });
    else if (what === "csv") await saveCounts();
    else if (
      what !== "end" ||
      confirm("End the class for everybody? Its answers are then deleted.")
    )
      await act(what);
  }

  async function saveCounts() {
    try {
      const text = await (await ask(teacher, "csv")).text();
      const link = document.createElement("a");
      link.href = `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${text}`)}`;
      link.download = `class-${teacher.code}.csv`;
      link.click();
    } catch (error) {
      complain(String(error instanceof Error ? error.message : error));
    }
  }

  /** @type {ClassFigures | null} */
  let heard = null;
  let askedAt = -Infinity; // when Page Down asked or showed the answer, and when the question was heard

  /** Keep from the teacher's picture, too, what the class is asked for. */
  function hideAnswer() {
    const player = data.small ? null : playerNow(); // a small desk stands beside another picture
    player?.stopAfter(figures?.stop_after ?? null);
    player?.askAbout(figures?.window ?? -1);
    player?.hideWindow(figures?.hides_window ?? false);
  }

  /** Bring the picture to what was asked for, now that everybody may see it. */
  function showAnswer() {
    const player = data.small ? null : playerNow();
    const { unit, step = 0 } = figures?.reveal?.moment ?? {};
    if (!player || player.moment().unit !== unit) return;
    player.pause();
    player.seek(step);
  }

  /** Let all of the question and its answers be seen at once. */
  function fit() {
    const asked = part(".asked");
    fitAnswers(asked, () => asked.offsetHeight <= roomFor(asked));
    const fills = () => screen.scrollHeight <= screen.clientHeight;
    screen.classList.remove("tight");
    fitAnswers(screen, () => true); // all of it is there again
    screen.classList.toggle("tight", !fills());
    fitAnswers(screen, fills);
  }

  /** @param {ClassFigures} now */
  function hear(now) {
    figures = now;
    if (heard && now.open && now.question !== heard.question) askedAt = performance.now();
    hideAnswer();
    offset = Math.max(offset, now.now - performance.now());
    const { question, open: takes, revealed } = now;
    const asked = part(".asked");
    asked.hidden = !question;
    part(".held").hidden = now.stop_after === null;
    screen.classList.toggle("has-question", Boolean(question));
    desk.classList.toggle("asks", Boolean(question));
    desk.classList.toggle("answers-come", Boolean(question && takes));
    drawAnswers(asked, now);
    drawAnswers(screen, now);
    const words = countsInWords(now);
    const lost = now.lost ? `${now.lost} lost` : "nobody is lost",
      counts = now.students ? `${words}, ${lost}` : words;
    part(".counts").textContent = counts;
    if (!heard && isNew) news.skip(counts); // of a class that was just opened, how to join is said
    news.hear(newsOf(heard, now), counts);
    const why = removedBecause(heard, now);
    const taken = takes && !(heard?.open && question === heard.question);
    if (why || taken) complain(why); // what was said of the one before holds no more
    large.follow(heard, now);
    const before = heard;
    heard = now;
    part(".screen .counts").textContent = mayReopen(now) ? `Answers are closed. ${words}` : words;
    clock.set(takes ? (now.answers_until ?? undefined) : undefined);
    const next = now.everywhere && pageDown && Boolean(askButton());
    const able = {
      close: takes,
      everywhere: !takes && !now.everywhere, // also what only the projector shows so far
      projector: !takes && !revealed,
      reopen: mayReopen(now),
      next,
      clear: true,
    };
    showButtons(asked, able, Boolean(question) && pageDown && (next || !now.everywhere));
    for (const button of desk.querySelectorAll("[data-mode]"))
      button.setAttribute(
        "aria-pressed",
        String(/** @type {HTMLElement} */ (button).dataset.mode === now.mode),
      );
    find(asked, "[data-do=everywhere]", HTMLElement).textContent = buttonThatShows(now);
    writeCaption(teacher.code, now);
    fit();
    const goesOn = before?.question === question;
    if (goesOn && !data.small && (before.open !== takes || before.revealed !== revealed)) {
      asked.scrollIntoView({ block: "nearest" });
    }
    if (goesOn && question && revealed && !before.revealed) changed("revealed", question);
    if (goesOn && now.everywhere && !before.everywhere) showAnswer();
    if (now.ended) {
      forget();
      forgetLarge();
      changed("ended", data.code);
      focusOnStart();
    }
  }

  desk.onclick = ({ target }) => {
    if (!(target instanceof HTMLButtonElement)) return;
    if (target.dataset.mode) act("mode", { mode: target.dataset.mode });
    else if (target.dataset.do) press(target.dataset.do);
    else if (target.matches(".copy")) {
      const link = teachersLink(teacher);
      navigator.clipboard?.writeText(link).then(
        () => complain("Copied. Anyone with this link can teach this class, so keep it secret."),
        () => complain(`Copy it by hand: ${link}`),
      );
    }
  };

  let offset = -Infinity; // the server's clock less this page's; the quickest message knows best
  const places = [...desk.querySelectorAll(".clock")].map((place) => {
    if (place instanceof HTMLElement) return place;
    throw new TypeError("a clock is an element");
  });
  const clock = createCountdown(places, {
    serverTime: () => performance.now() + offset,
    announce: news.say,
    over: () => setTimeout(() => figures?.open && act("close"), TENSORFLOW_ANSWERS),
  });

  const gone = new AbortController();
  window.addEventListener("resize", fit, { signal: gone.signal });
  new ResizeObserver(fit).observe(screen); // it has a size while it is open
  /** Let the picture rest before it is asked about: the server asks about the step where it stops. */
  function rest() {
    playerNow()?.pause();
    tell();
  }
  window.addEventListener(
    "click",
    ({ target }) => {
      if (
        desk.isConnected &&
        target instanceof Element &&
        target.closest(".st-key-class-ask button")
      )
        rest();
    },
    { capture: true, signal: gone.signal },
  );

  // A clicker's Page Down closes the question, reveals its answer, and asks the next one; Page Up takes
  // answers again.
  window.addEventListener(
    "keydown",
    (event) => {
      if (!desk.isConnected) {
        clock.destroy();
        return gone.abort();
      }
      if (event.code === "KeyL" && event.altKey && !event.ctrlKey && !event.metaKey) {
        large.toggle();
        event.preventDefault();
        return;
      }
      const clicked = ["PageDown", "PageUp"].includes(event.key);
      // a player that fills the window below would take Escape, Tab and P from the large view
      if (screen.open && !clicked) event.stopPropagation();
      if (!pageDown || !clicked) return;
      const again = performance.now() - askedAt < JUST_ASKED;
      if (event.key === "PageUp") {
        // never for the example before, which would end the question
        if (!figures?.question) return;
        if (mayReopen(figures)) press("reopen");
      } else if ((!figures?.question || figures.everywhere) && !again) {
        askedAt = performance.now();
        const ask = askButton();
        if (!ask) return rest();
        pressAsk(ask); // here: a player that fills the window would take the key for the next example
      } else if (!again && figures?.open) press("close");
      else if (!again) {
        askedAt = performance.now();
        press("everywhere");
      }
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true, signal: gone.signal },
  );

  const isNew = known()?.code !== teacher.code;
  remember(teacher);
  const letters = [...teacher.code].join(", ");
  for (const code of desk.querySelectorAll(".code")) {
    code.textContent = teacher.code;
    code.ariaLabel = `Code: ${letters}`; // a screen reader would make a word of it
  }
  for (const place of desk.querySelectorAll(".place")) place.textContent = data.place;
  for (const qr of desk.querySelectorAll("img")) {
    qr.src = data.qr; // as a picture, so that nothing in it could be markup of this page
    qr.alt = `QR code of ${data.link}`;
    qr.hidden = Boolean(data.unreachable);
  }
  const unreachable = part(".unreachable");
  unreachable.hidden = !data.unreachable;
  find(unreachable, "p", HTMLElement).textContent = data.unreachable;
  const pageDown = data.page_down;
  desk.classList.toggle("small", data.small);
  desk.hidden = false;
  if (isNew && !data.small) {
    news.say(`The class is open. Students join at ${data.place} with the code ${letters}.`);
    // the button that started it is gone, and the focus with it
    if (document.activeElement === document.body) part(".join .code").focus();
  }
  const large = createLargeAnswers(screen);
  listen(desk, teacher, hear);
  const tell = tellMoments(
    desk,
    teacher,
    () => ends || Boolean(figures?.ended),
    complain,
    hideAnswer,
  );
}

/** @param {Mount} mount */
export default function ({ data, parentElement, setStateValue }) {
  style(parentElement);
  const desk = find(parentElement, ".desk", HTMLElement);
  setColours(desk);
  desk.dataset.shown = String(data.shown);
  if (data.code) {
    if (desk.dataset.code === data.code) return;
    desk.dataset.code = data.code;
    open(desk, data, (what, of) => setStateValue(what, of));
    return;
  }
  desk.hidden = true;
  delete desk.dataset.code;
  const teacher = known();
  if (data.forget) {
    forget();
    forgetLarge();
  } else if (teacher) setStateValue("teacher", teacher);
}
