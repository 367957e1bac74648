// A thread that is live. What comes is counted in a bar and put in place when asked for, so that nothing moves while one reads;
// what was edited changes where it stands, and what is hidden goes at once. Without sockets it asks, ever more seldom.

const OWN = ":scope > :not(.replies)"; // what belongs to a post itself
const saving = navigator.connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches;
const soon = (most) => most * (0.5 + Math.random() / 2);

function follow(bar) {
  const { live, branch, newest, all } = bar.dataset, home = bar.parentElement, fresh = new Set();
  const post = (number, within = home) => within.querySelector(`#post-${number}`);
  let last = +bar.dataset.after, known = last, heard = last, acked = last, tries = 0, busy, over;

  function take({ seq, type, post: { number, status } }) {
    known = Math.max(known, seq);
    if (seq !== last + 1) return seq > last && fill();
    last = seq;
    const there = post(number);
    if (there) change(there, number, status);
    else if (status !== "shown") fresh.delete(number);
    else if (type === "posted") fresh.add(number);
    say();
  }

  // Everything after the last number that was taken.
  async function fill() {
    if (busy) return;
    busy = true;
    do {
      const answer = await fetch(`/api/v1/threads/${live}/events/?after=${last}`).catch(() => null);
      if (!answer?.ok) {
        over ||= answer && answer.status < 500 && answer.status !== 429;
        break;
      }
      const { events, last_seq } = await answer.json();
      known = Math.max(known, last_seq);
      events.forEach(take);
      if (!events.length) break;
    } while (last < known);
    busy = false;
  }

  async function part(number) {
    const answer = await fetch(branch + number, { headers: { "HX-Request": "true" } }).catch(() => null);
    return answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("article") : null;
  }

  async function change(there, number, status) {
    if (status !== "shown") {
      there.querySelectorAll(OWN).forEach((one) => one.remove());
      document.getElementById(`quoted-${number}`)?.remove();
    }
    const came = await part(number), now = came && (came.id === there.id ? came : post(number, came));
    if (!now || !there.isConnected) return;
    const own = [...now.querySelectorAll(OWN)];
    there.querySelectorAll(OWN).forEach((one) => one.remove());
    there.prepend(...own);
  }

  async function show() {
    if (fresh.size > 20) return location.assign(all);
    let first;
    for (const number of [...fresh].sort((one, other) => one - other)) {
      const came = !post(number) && (await part(number));
      if (came) {
        const there = home.querySelector(`#${came.id}`);
        if (there) there.replaceWith(came);
        else ((newest && home.querySelector("article")) || bar).before(came);
        home.querySelector(".nobody")?.remove();
      }
      first ??= post(number) ?? came;
      fresh.delete(number);
    }
    say();
    if (first) first.tabIndex = -1;
    first?.focus();
  }

  function button(text, press) {
    const one = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: text, onclick: press });
    if (bar.textContent !== text) bar.replaceChildren(one);
  }

  async function look() {
    bar.replaceChildren();
    await fill();
    if (fresh.size) return show();
    say(bar.dataset.none);
  }

  function say(text = bar.dataset.look) {
    const n = fresh.size;
    if (n) button(bar.dataset[n > 1 ? "many" : "one"].replace("{n}", n), show);
    else if (saving) button(text, look);
    else bar.replaceChildren();
  }

  function open() {
    if (!bar.isConnected || over) return;
    const socket = new WebSocket(`${location.origin.replace("http", "ws")}/ws/v1/threads/${live}/?after=${last}`);
    heard = acked = last;
    socket.onmessage = ({ data }) => {
      if (!bar.isConnected) return socket.close();
      const said = JSON.parse(data);
      if (said.type === "hello") tries = 0;
      if (said.post) {
        heard = said.seq;
        take(said);
        if (heard - acked >= 32) socket.send(JSON.stringify({ ack: (acked = heard) }));
      } else if (said.last_seq > last + (said.type === "hello" ? 256 : 0)) fill();
    };
    socket.onclose = async ({ code }) => {
      if (!bar.isConnected || code === 4403 || code === 4404) return;
      if (code === 4401) {
        const link = Object.assign(document.createElement("a"), { className: "button", href: bar.dataset.enter, textContent: bar.dataset.again });
        return bar.replaceChildren(link);
      }
      if (code !== 4008) await fill();
      setTimeout(open, soon(Math.min(1000 * 2 ** tries++, 60000)));
    };
  }

  if (saving) say();
  else open();
}

document.querySelectorAll("[data-live]").forEach(follow);
document.addEventListener("opened", ({ target }) => follow(target.querySelector("[data-live]")));
