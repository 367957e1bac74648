// A live thread: what comes waits in a bar until it is asked for, what changes or goes does so in place (decision 32).

const OWN = ":scope > :not(.replies)";
const saving = navigator.connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches;
const make = (tag, more) => Object.assign(document.createElement(tag), { className: "button", ...more });
const clear = (post) => post.querySelectorAll(OWN).forEach((one) => one.remove());

function follow(bar) {
  const { live, branch, newest, all } = bar.dataset, home = bar.parentElement, fresh = new Set(), due = {};
  const post = (number) => home.querySelector(`#post-${number}`);
  let last = +bar.dataset.after, known = last, acked = last, turn = 0, tries = 0, busy, over;

  function take({ seq, type, post: { number, status } }) {
    known = Math.max(known, seq);
    if (seq !== last + 1) return seq > last && fill();
    last = seq;
    turn++;
    const there = post(number), gone = status !== "shown";
    if (gone) {
      fresh.delete(number);
      document.getElementById(`quoted-${number}`)?.remove();
    }
    if (there) {
      if (gone) clear(there);
      clearTimeout(due[number]);
      due[number] = setTimeout(swap, 100, number);
    } else if (type === "posted" && !gone) fresh.add(number);
    say();
  }

  async function fill() {
    if (busy) return;
    busy = true;
    do {
      const answer = await fetch(`/api/v1/threads/${live}/events/?after=${last}`).catch(() => null);
      over ||= [401, 403, 404].includes(answer?.status);
      if (!answer?.ok) break;
      const { events, last_seq } = await answer.json();
      known = Math.max(known, last_seq);
      events.forEach(take);
      if (!events.length) break;
    } while (last < known);
    busy = false;
  }

  // Asked for again where something happened meanwhile: nothing hidden comes back.
  async function part(number) {
    for (;;) {
      const was = turn, answer = await fetch(branch + number, { headers: { "HX-Request": "true" } }).catch(() => null);
      if (!answer?.ok) return;
      const came = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("article");
      if (was === turn) return came;
    }
  }

  async function swap(number) {
    const came = await part(number), there = post(number);
    const now = came?.parentElement.querySelector(`#post-${number}`);
    if (!there || !now) return;
    clear(there);
    there.prepend(...now.querySelectorAll(OWN));
  }

  async function show() {
    if (fresh.size > 20) return location.assign(all);
    let first;
    for (const number of [...fresh].sort((one, other) => one - other)) {
      const came = !post(number) && (await part(number));
      if (came && fresh.has(number)) {
        const there = home.querySelector(`#${came.id}`);
        if (there) there.replaceWith(came);
        else ((newest && home.querySelector("article")) || bar).before(came);
        home.querySelector(".nobody")?.remove();
        first ??= post(number) ?? came;
      }
      fresh.delete(number);
    }
    say();
    if (first) first.tabIndex = -1;
    first?.focus();
  }

  async function look() {
    bar.replaceChildren();
    await fill();
    if (fresh.size) show();
    else say(bar.dataset.none);
  }

  function say(quiet = saving && bar.dataset.look) {
    const n = fresh.size, text = n ? bar.dataset[n > 1 ? "many" : "one"].replace("{n}", n) : quiet;
    if (!text) bar.replaceChildren();
    else if (bar.textContent !== text) bar.replaceChildren(make("button", { type: "button", textContent: text, onclick: n ? show : look }));
  }

  function open() {
    if (!bar.isConnected || over) return;
    const socket = new WebSocket(`${location.origin.replace("http", "ws")}/ws/v1/threads/${live}/?after=${last}`);
    acked = last;
    socket.onmessage = ({ data }) => {
      if (!bar.isConnected) return socket.close();
      const said = JSON.parse(data), greets = said.type === "hello";
      if (greets) tries = 0;
      if (said.post) {
        take(said);
        if (said.seq - acked >= 32) socket.send(JSON.stringify({ ack: (acked = said.seq) }));
      } else if (said.last_seq > last + (greets ? 256 : 0)) fill();
    };
    socket.onclose = async ({ code }) => {
      if (code === 4403 || code === 4404) return;
      if (code === 4401) return bar.replaceChildren(make("a", { href: bar.dataset.enter, textContent: bar.dataset.again }));
      if (code !== 4008) await fill();
      setTimeout(open, Math.min(1000 * 2 ** tries++, 60000) * (0.5 + Math.random() / 2));
    };
  }

  if (saving) say();
  else open();
}

document.querySelectorAll("[data-live]").forEach(follow);
document.addEventListener("opened", ({ target }) => follow(target.querySelector("[data-live]")));
