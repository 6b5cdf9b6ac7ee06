// The teacher's side of a class: the code to join by, what the class answers, and where it is.
//
// It tells the class's server by itself where the player is, and hears the counts from it: no run of
// the page is needed for either. The secret stays in this tab, and in the link that the teacher
// copies, where it stands behind a #, which no browser sends to a server.

import { createCountdown } from "../../classroom/page/js/countdown.js";
import { refusalOf } from "../../classroom/page/js/refusal.js";
import { setColours, styleWith } from "../../player/js/add_style.js";
import { find } from "../../player/js/dom.js";
import { spoken } from "../../player/js/spoken.js";
import { countsInWords, drawAnswers, newsOf } from "./class_answers.js";
import css from "./teacher_desk.css";

const style = styleWith(css);
const STORED = "dw-class";
const LARGE = "dw-class-large"; // how the large view was opened, while it is
const LOOK_EVERY = 200; // ms between two looks at the player
const COUNTS_REST = 1500; // ms without a change after which counts are said
const TENSORFLOW_ANSWERS = 1500; // ms that answers are under way when the time is up
const HOLD = 400; // ms in which a new picture comes to the player, too
const JUST_ASKED = 1000; // ms after asking in which Page Down is a second press of the one that asked
const PATIENCE = 5000; // ms for which the page that follows a class is waited for
const TELL_AGAIN = 4000; // ms after which a playing animation is told again

/** @typedef {{code: string, secret: string}} Teacher */

/** @returns {Teacher | null} what this tab, or the link it was opened by, knows of a class */
function known() {
  const [, code, secret] = /^#class=([A-Z]{5})\.([\w-]+)$/.exec(location.hash) ?? [];
  if (code) {
    history.replaceState(history.state, "", location.pathname + location.search);
    return { code, secret };
  }
  try {
    return JSON.parse(sessionStorage.getItem(STORED) ?? "null");
  } catch {
    return null;
  }
}

/**
 * @param {Teacher} teacher
 * @param {string} action
 * @param {RequestInit} [options]
 */
async function ask({ code, secret }, action, options = {}) {
  const address = new URL(`c/${code}/teacher/${action}`, document.baseURI);
  const headers = { "x-class-secret": secret, "content-type": "application/json" };
  const response = await fetch(address, { ...options, headers });
  if (!response.ok) throw new Error(await refusalOf(response));
  return response;
}

/**
 * Hear the counts again at every change, until the element is gone or the class has ended.
 *
 * @param {HTMLElement} desk
 * @param {Teacher} teacher
 * @param {(figures: ClassFigures) => void} hear
 */
async function listen(desk, teacher, hear) {
  while (desk.isConnected) {
    try {
      const { body } = await ask(teacher, "events");
      const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
      let text = "";
      while (reader && desk.isConnected) {
        const { done, value } = await reader.read();
        if (done) break;
        text += value;
        const lines = text.split("\n");
        text = lines.pop() ?? "";
        for (const line of lines) {
          if (line.startsWith("data: {")) {
            const figures = JSON.parse(line.slice(6));
            hear(figures);
            if (figures.ended) return;
          }
        }
      }
      await reader?.cancel();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
}

/** The player, or the comparison, of the page; undefined while there is none. */
function playerNow() {
  /** @type {NodeListOf<PlayerElement>} */
  const players = document.querySelectorAll(".dw-player");
  return [...players].at(-1)?.dwPlayer; // one that is about to leave stands before it
}

/** Where the player is, as a class is told; null while there is none. */
function momentNow() {
  const player = playerNow();
  if (!player) return null;
  const { step = 0, unit = "window", focus = 0, speed = 1, playing } = player.moment();
  return { unit, step, playing, lane: focus, speed, ...player.clock() };
}

/**
 * Tell the class where the player is, until the element is gone or the class is over.
 *
 * @param {HTMLElement} desk
 * @param {Teacher} teacher
 * @param {() => boolean} isOver
 * @param {(problem: string) => void} complain
 * @param {() => void} hide  keeps from the picture what the class is asked for
 */
function tellMoments(desk, teacher, isOver, complain, hide) {
  let told = "";
  let at = 0;
  let under = false; // whether one is under way: of two at once the later might arrive first
  let shown = desk.dataset.shown;
  let hold = 0; // until when the player may still have the picture before
  const timer = setInterval(tell, LOOK_EVERY);
  async function tell() {
    if (!desk.isConnected) return clearInterval(timer);
    hide(); // another player may have come
    if (desk.dataset.shown !== shown) {
      shown = desk.dataset.shown;
      hold = performance.now() + HOLD;
    }
    const moment = momentNow();
    if (!moment || under || isOver() || performance.now() < hold) return;
    // A playing animation goes on by itself on every page.
    const going = moment.playing ? { ...moment, step: 0, tap: 0 } : moment;
    const text = JSON.stringify([shown, going]);
    const late = moment.playing && performance.now() - at > TELL_AGAIN;
    if (text === told && !late) return;
    told = text;
    at = performance.now();
    under = true;
    try {
      await ask(teacher, "moment", { method: "POST", body: JSON.stringify(moment) });
    } catch (error) {
      told = "";
      complain(String(error instanceof Error ? error.message : error));
    } finally {
      under = false;
    }
  }
  return tell;
}

/**
 * Above the picture of a presenter, whose window hides the desk: the code, the question, the count.
 *
 * @param {string} code
 * @param {ClassFigures} figures
 */
function caption(code, figures) {
  const above = /** @type {HTMLElement | null} */ (document.querySelector(".dw-caption"));
  if (!above) return;
  const { question, text, open, answered, students } = figures;
  const counts =
    question && open ? `${answered} of ${students} answered, ${code}` : `${students} here, ${code}`;
  const words = find(above, "p", HTMLElement);
  const beside = find(above, "span", HTMLElement);
  if (document.querySelector(".st-key-lesson-picture")) {
    // the lesson has its own words there, and says how far it is
    if (beside.textContent !== beside.dataset.told)
      beside.dataset.progress = beside.textContent ?? "";
    beside.dataset.told = `${beside.dataset.progress}, ${counts}`;
    beside.textContent = beside.dataset.told;
    return;
  }
  words.textContent = question ? (text ?? "") : `Join with ${code}`;
  beside.textContent = counts;
  above.hidden = false;
}

/**
 * Show those of the question's buttons that do something now; the first is what Page Down does.
 *
 * @param {HTMLElement} asked
 * @param {Record<string, boolean>} able by what they do
 */
function showButtons(asked, able) {
  const buttons = Object.keys(able).map((name) =>
    find(asked, `[data-do=${name}]`, HTMLButtonElement),
  );
  const focused = buttons.find((button) => button.matches(":focus"));
  for (const button of buttons) button.hidden = !able[button.dataset.do ?? ""];
  if (focused?.hidden) buttons.find((button) => !button.hidden)?.focus();
}

/** Give the focus to the button that starts a class: the desk of the one that has ended is gone. */
function focusOnStart(until = performance.now() + PATIENCE) {
  const button = document.querySelector(".st-key-class-start button");
  if (button instanceof HTMLElement && document.activeElement === document.body) button.focus();
  else if (performance.now() < until) requestAnimationFrame(() => focusOnStart(until));
}

/**
 * @param {HTMLElement} desk
 * @param {any} data
 * @param {() => void} changed
 */
function open(desk, data, changed) {
  const teacher = { code: data.code, secret: data.secret };
  const part = (/** @type {string} */ name) => find(desk, name, HTMLElement);
  const screen = find(desk, ".screen", HTMLDialogElement);
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
    if (what === "large") showLarge();
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

  /** @param {string} words to a screen reader */
  function say(words) {
    const heard = spoken(words);
    if (part(".announce").textContent !== heard) part(".announce").textContent = heard;
  }

  /** @type {ClassFigures | null} */
  let heard = null;
  let timer = 0;
  let askedAt = -Infinity; // when Page Down asked, and then when the question was heard
  let counted = "";
  /**
   * Say news at once, and counts when they have stood still for a moment: forty answers are forty.
   *
   * @param {string} news
   * @param {string} counts
   */
  function announce(news, counts) {
    if (news) say(news);
    if (!news && counts === counted) return;
    counted = counts;
    clearTimeout(timer);
    if (!news) timer = setTimeout(() => say(counts), COUNTS_REST);
  }

  /** Keep from the teacher's picture, too, what the class is asked for. */
  function hideAnswer() {
    const player = data.small ? null : playerNow(); // a small desk stands beside another picture
    const last = figures?.stop_after ?? null;
    player?.stopAfter(last);
    player?.askAbout(last === null ? -1 : last + 1);
    player?.hideWindow(figures?.hides_window ?? false);
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
    desk.classList.toggle("answers-come", Boolean(question && takes));
    drawAnswers(asked, now);
    drawAnswers(screen, now);
    const words = countsInWords(now);
    const lost = now.lost ? `${now.lost} lost` : "nobody is lost",
      counts = now.students ? `${words}, ${lost}` : words;
    part(".counts").textContent = counts;
    if (!heard && isNew) counted = counts; // of a class that was just opened, how to join is said
    announce(newsOf(heard, now), counts);
    showBarsToPresenter(heard, now);
    heard = now;
    part(".screen .counts").textContent = words;
    clock.set(takes ? (now.answers_until ?? undefined) : undefined);
    showButtons(asked, {
      close: takes,
      everywhere: !takes && !now.everywhere, // also what only the projector shows so far
      projector: !takes && !revealed,
      clear: true,
    });
    for (const button of desk.querySelectorAll("[data-mode]"))
      button.setAttribute(
        "aria-pressed",
        String(/** @type {HTMLElement} */ (button).dataset.mode === now.mode),
      );
    caption(teacher.code, now);
    if (now.ended) {
      for (const name of [STORED, LARGE]) sessionStorage.removeItem(name);
      changed();
      focusOnStart();
    }
  }

  desk.onclick = ({ target }) => {
    if (!(target instanceof HTMLButtonElement)) return;
    if (target.dataset.mode) act("mode", { mode: target.dataset.mode });
    else if (target.dataset.do) press(target.dataset.do);
    else if (target.matches(".copy")) {
      const link = new URL(location.href);
      link.search = "";
      link.hash = `class=${teacher.code}.${teacher.secret}`;
      navigator.clipboard?.writeText(link.href).then(
        () => complain("Copied. Anyone with this link can teach this class, so keep it secret."),
        () => complain(`Copy it by hand: ${link.href}`),
      );
    }
  };

  let opened = false; // whether the large view opened by itself
  /** @param {boolean} byItself */
  function openLarge(byItself) {
    opened = byItself;
    screen.showModal();
    sessionStorage.setItem(LARGE, byItself ? "by itself" : "by hand");
  }
  screen.addEventListener("close", () => sessionStorage.removeItem(LARGE));

  /**
   * A presenter's window hides the desk, so what the class answered comes as the large view.
   *
   * @param {ClassFigures | null} before
   * @param {ClassFigures} now
   */
  function showBarsToPresenter(before, now) {
    const presents = document.documentElement.classList.contains("dw-presented");
    if (presents && before?.open && now.question && !now.open && !screen.open) {
      openLarge(true);
    } else if (opened && before && now.question !== before.question) {
      screen.close();
      opened = false;
    }
  }

  function showLarge() {
    if (screen.open) screen.close();
    else openLarge(false);
  }
  find(screen, ".screen-close", HTMLButtonElement).onclick = showLarge;

  let offset = -Infinity; // the server's clock less this page's; the quickest message knows best
  const places = [...desk.querySelectorAll(".clock")].map((place) => {
    if (place instanceof HTMLElement) return place;
    throw new TypeError("a clock is an element");
  });
  const clock = createCountdown(places, {
    serverTime: () => performance.now() + offset,
    announce: say,
    over: () => setTimeout(() => figures?.open && act("close"), TENSORFLOW_ANSWERS),
  });

  const gone = new AbortController();
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

  /** A clicker's Page Down closes the question, reveals its answer, puts it away. */
  window.addEventListener(
    "keydown",
    (event) => {
      if (!desk.isConnected) {
        clock.destroy();
        return gone.abort();
      }
      if (event.code === "KeyL" && event.altKey && !event.ctrlKey && !event.metaKey) {
        showLarge();
        event.preventDefault();
        return;
      }
      if (event.key !== "PageDown" || !pageDown) return;
      const again = performance.now() - askedAt < JUST_ASKED;
      if (!figures?.question && !again) {
        askedAt = performance.now();
        rest(); // the page asks
        return;
      }
      if (!again && figures)
        press(figures.open ? "close" : figures.revealed ? "clear" : "everywhere");
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true, signal: gone.signal },
  );

  const isNew = known()?.code !== teacher.code;
  sessionStorage.setItem(STORED, JSON.stringify(teacher));
  const letters = [...teacher.code].join(", ");
  for (const code of desk.querySelectorAll(".code")) {
    code.textContent = teacher.code;
    code.ariaLabel = `Code: ${letters}`; // a screen reader would make a word of it
  }
  for (const place of desk.querySelectorAll(".place")) place.textContent = data.place;
  for (const qr of desk.querySelectorAll("img")) {
    qr.src = data.qr; // as a picture, so that nothing in it could be markup of this page
    qr.alt = `QR code of ${data.link}`;
  }
  const unreachable = part(".unreachable");
  unreachable.hidden = !data.unreachable;
  find(unreachable, "p", HTMLElement).textContent = data.unreachable;
  const pageDown = data.page_down;
  desk.classList.toggle("small", data.small);
  find(desk, ".keys", HTMLElement).hidden = !pageDown;
  desk.hidden = false;
  if (isNew && !data.small) {
    say(`The class is open. Students join at ${data.place} with the code ${letters}.`);
    // the button that started it is gone, and the focus with it
    if (document.activeElement === document.body) part(".join .code").focus();
  }
  // A reload leaves the projector what it shows.
  const large = sessionStorage.getItem(LARGE);
  if (large) openLarge(large === "by itself");
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
    open(desk, data, () => setStateValue("ended", data.code));
    return;
  }
  desk.hidden = true;
  delete desk.dataset.code;
  const teacher = known();
  if (data.forget) for (const name of [STORED, LARGE]) sessionStorage.removeItem(name);
  else if (teacher) setStateValue("teacher", teacher);
}
