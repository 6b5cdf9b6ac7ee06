// Predict, then reveal: the player asks for an output value before it shows it. Every value is the
// payload's; what is typed is only held against it.

const ENOUGH = 0.005;  // relative: three digits will do where the value is no whole number

/**
 * Bring the form of a player's markup to life.
 *
 * question   name and value of the output that a window makes
 * reveal     called once the window that was asked for may be seen
 * next       called to go on to the next window
 */
export function createGuess(player, { question, reveal, next }) {
  const form = player.querySelector(".dw-guess");
  const [name, field, button, said, score] =
    ["label span", "input", "button", ".dw-said", ".dw-score"].map((each) => form.querySelector(each));
  const gone = new AbortController();
  const seen = new Set();
  let on = false, window = null, right = 0, going = false;

  /** Show what is asked at a window, or that it was answered. */
  function show(w) {
    form.hidden = !on;
    if (!on) return;
    if (w !== window) {
      field.value = said.textContent = "";
      form.dataset.answer = "";
    }
    window = w;
    name.textContent = `${question(w).name} =`;
    field.disabled = seen.has(w);
    if (going && !field.disabled) {
      going = false;
      field.focus();
    }
    button.textContent = seen.has(w) ? "Next" : "Check";
  }

  function check(event) {
    event.preventDefault();
    if (seen.has(window)) {
      going = true;  // the field can be typed into once the window is there
      next();
      return;
    }
    const typed = field.value.trim().replace(/^[\u2212\u2013]/, "-").replace(",", ".");
    const guess = typed === "" ? NaN : Number(typed);
    if (Number.isNaN(guess)) {
      said.textContent = "A number, please, such as \u221212 or 0.5.";
      return;
    }
    const { value, text } = question(window);
    const off = Math.abs(guess - value);
    const hit = Number.isInteger(value) ? off === 0 : off <= ENOUGH * Math.abs(value);
    seen.add(window);
    right += hit ? 1 : 0;
    form.dataset.answer = hit ? "right" : "wrong";
    said.textContent = hit ? "\u2713 Right." : `\u2717 Not ${field.value.trim()}: it is ${text}, see the products.`;
    score.textContent = `${right} of ${seen.size} right`;
    reveal();
    show(window);
    button.focus();
  }

  form.addEventListener("submit", check, { signal: gone.signal });
  // the player's keys are for those who do not type
  form.addEventListener("keydown", (event) => {
    if (event.target === field) event.stopPropagation();
  }, { signal: gone.signal });

  return {
    show,
    /** Whether the value of this window is still to be predicted. */
    asks: (w) => on && !seen.has(w),
    get on() { return on; },
    set(value) {
      on = value;
    },
    reset() {
      seen.clear();
      window = null;
      right = 0;
      score.textContent = "";
    },
    destroy: () => gone.abort(),
  };
}
