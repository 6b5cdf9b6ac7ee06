// A button that copies a link to this page, with the step and speed at which its player is.

import { styleWith } from "../../player/js/add_style.js";
import { find } from "../../player/js/dom.js";
import { heardAgain } from "../../player/js/spoken.js";
import css from "./copy_link.css";

const style = styleWith(css);

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A page that came over plain http, as in most classrooms, has no clipboard of its own.
    const field = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (!done) throw new Error("the browser does not let a page copy");
  }
}

/**
 * The link to what is on screen now.
 *
 * @param {CopyLink} data
 */
function currentLink({ query, names }) {
  const link = new URL(location.href);
  if (query !== null) link.search = query;
  // The address bar learns of a player's step only when it stops.
  const player = /** @type {PlayerElement | null} */ (document.querySelector(".dw-player"));
  for (const [name, value] of Object.entries(player?.dwPlayer?.moment() ?? {})) {
    if (name in names && value !== undefined) link.searchParams.set(names[name], String(value));
  }
  return link.href;
}

/** @param {Mount} mount */
export default function ({ data, parentElement }) {
  style(parentElement);
  const button = find(parentElement, "button", HTMLButtonElement);
  const status = find(parentElement, "[role=status]", HTMLElement);
  button.textContent = data.label;
  // "Copied." was about another link.
  if (button.dataset.query !== String(data.query)) status.textContent = "";
  button.dataset.query = String(data.query);
  button.onclick = async () => {
    const link = currentLink(data);
    try {
      await copy(link);
      button.focus();
      status.textContent = heardAgain("Copied.", status.textContent);
    } catch (error) {
      const reason = error instanceof Error ? error.message : error;
      const words = `Not copied: ${reason}. The link: ${link}`;
      status.textContent = heardAgain(words, status.textContent);
    }
  };
}
