// The player in a page of its own, which holds the numbers as text (see dwconv/files/standalone_page.py).

import { createPlayer } from "../player.js";

const textOf = (/** @type {string} */ id) => document.getElementById(id)?.textContent ?? "";
const bytes = Uint8Array.from(atob(textOf("numbers")), (letter) => letter.charCodeAt(0));
createPlayer(document.body).update(bytes, JSON.parse(textOf("options")));
