// What is said while the lab does not answer: a line above the page. The box that Streamlit shows for it lies over
// the picture, which goes on without a server, and speaks of the internet and of a terminal, which no class needs.

const STATE = "data-test-connection-state";
const CONNECTED = "CONNECTED";
const TRIED_AGAIN = ["PINGING_SERVER", "CONNECTING"]; // of the states without a connection
const BOX = '[data-testid="stDialog"]';
const CLOSE = '[aria-label="Close"]';
const ABOUT_NO_ANSWER = /not responding|still running|timed out/; // others name a status, for who runs the server
const WORDS = "No connection to the lab. It is tried again by itself; what is grey waits for it.";

const PATIENCE = 1500; // ms: a connection that is soon back is no news

/**
 * Say it from when a page that was connected is no longer, until it is again.
 *
 * @param {Document} page
 */
export function sayLostConnection(page) {
  const line = page.createElement("p");
  line.className = "dw-lost-connection";
  line.setAttribute("role", "status");
  page.body.append(line);
  let timer = 0;
  let isLost = false;
  let wasConnected = false; // until then a page is only being opened

  const closeBox = () => {
    const box = page.querySelector(BOX);
    const close = box?.querySelector(CLOSE);
    if (close instanceof HTMLElement && ABOUT_NO_ANSWER.test(box?.textContent ?? "")) close.click();
  };
  const look = () => {
    const state = page.querySelector(`[${STATE}]`)?.getAttribute(STATE) ?? "";
    wasConnected ||= state === CONNECTED;
    const lost = wasConnected && TRIED_AGAIN.includes(state);
    if (lost) closeBox();
    if (lost === isLost) return;
    isLost = lost;
    clearTimeout(timer);
    if (lost)
      timer = setTimeout(() => {
        line.textContent = WORDS;
      }, PATIENCE);
    else line.textContent = "";
  };
  new MutationObserver(look).observe(page, {
    subtree: true,
    childList: true,
    attributeFilter: [STATE],
  });
}
