// What is said of a key that "?" lists and that does nothing where it was pressed.

import { KEYS_OF_TYPING } from "./cell_typing.js";

/** @type {Record<string, string>} */
const SIGNS = { " ": "Space", ArrowUp: "↑", ArrowDown: "↓", "-": "−" };

/**
 * What a key is for; "" if it is not listed.
 *
 * @param {string[][]} keys
 * @param {string} key
 */
export function useOf(keys, key) {
  const name = SIGNS[key] ?? (key[1] ? key : key.toUpperCase()),
    listed = /^\d$/.test(key) ? "0 to 9" : name;
  for (const [all, action, , inWords = action] of keys) {
    const names = all.split(/, then | or |, /),
      uses = inWords.split(", "), // of several keys each has its own, if they are as many
      at = names.indexOf(listed);
    if (at >= 0)
      return `${name} does nothing here (${uses.length === names.length ? uses[at] : inWords}).`;
  }
  return "";
}

/**
 * Say what a key is for that nothing else took.
 *
 * @param {PlayerElement} player
 * @param {KeyboardEvent} event
 * @param {string[][]} known   the keys of the picture
 * @param {(text: string) => void} say
 */
export function answerUnused(player, event, known, say) {
  const { key, target, defaultPrevented, altKey, ctrlKey, metaKey } = event;
  if (defaultPrevented || altKey || ctrlKey || metaKey) return;
  const control = target instanceof Element && target.closest("button, input");
  if (control && (key.length > 1 || key === " ")) return; // it needs them itself
  const use = useOf([...known, ...(player.hasAttribute("data-typing") ? KEYS_OF_TYPING : [])], key);
  if (use) say(use);
}
