// A live thread: what comes waits in a bar until it is asked for, what changes or goes does so in place (decision 32).

const OWN = ":scope > :not(.replies)";
const saving = navigator.connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches;
const make = (tag, more) => Object.assign(document.createElement(tag), { className: "button", ...more });
const clear = (post) => post.querySelectorAll(OWN).forEach((one) => one.remove());
const form = () => document.querySelector("#write form");

// What else says something of a post: its words elsewhere, its note in the clause, and its mark there.
function forget(number) {
  for (const one of document.querySelectorAll(`[data-of="${number}"]`)) one.dataset.gone ? (one.textContent = one.dataset.gone) : one.remove();
  document.getElementById(`quoted-${number}`)?.remove();
  for (const mark of document.querySelectorAll(`mark[data-by~="${number}"]`)) {
    const left = mark.dataset.by.split(" ").filter((one) => one != number);
    mark.dataset.by = left.join(" ");
    mark.className = left[1] ? "twice" : "";
    if (!left[0]) mark.replaceWith(...mark.childNodes);
  }
}

// Signed out: what is typed goes along to signing in, and is kept as if it had been sent.
function enter(event) {
  const typed = form()?.querySelectorAll("textarea") ?? [];
  if (![...typed].some((one) => one.value !== one.defaultValue || (one.name === "text" && one.value))) return;
  event.preventDefault();
  form().submit();
}

function follow(bar) {
  const { live, branch, newest, all, none, busy, offline } = bar.dataset, home = bar.parentElement, fresh = new Set(), due = {}, at = {};
  const post = (number) => home.querySelector(`#post-${number}`);
  const button = make("button", { type: "button", onclick: () => loading || (fresh.size ? show() : look()) });
  let last = +bar.dataset.after, known = last, acked = last, turn = 0, tries = 0, filling, loading, over, out;

  function take({ seq, type, post: { number, status } }) {
    known = Math.max(known, seq);
    if (type !== "posted") at[number] = ++turn;
    if (seq !== last + 1) return seq > last && fill();
    last = seq;
    const there = post(number), gone = status !== "shown";
    if (gone) {
      fresh.delete(number);
      forget(number);
    } else if (type === "edited") document.querySelector(`.gloss[data-of="${number}"]`)?.remove();
    if (there || gone) {
      if (there && gone) {
        clear(there);
        there.prepend(make("p", { className: "veiled", textContent: busy }));
      }
      clearTimeout(due[number]);
      due[number] = setTimeout(swap, 100, number);
    } else if (type === "posted") fresh.add(number);
    say();
  }

  // Whether all that happened is known.
  const fill = () => (filling ??= ask().catch(() => false).finally(() => (filling = null)));

  async function ask() {
    do {
      const answer = await fetch(`/api/v1/threads/${live}/events/?after=${last}`).catch(() => null);
      over ||= [401, 403, 404].includes(answer?.status);
      if (!answer?.ok) return false;
      const { events, last_seq } = await answer.json();
      known = Math.max(known, last_seq);
      events.forEach(take);
      if (!events.length) break;
    } while (last < known);
    return true;
  }

  // A branch, and what the page says of the thread: null where it is gone, nothing where it could not be fetched.
  // Asked for again where something happened to a post in it meanwhile: nothing hidden comes back.
  async function part(number) {
    for (;;) {
      const was = turn, answer = await fetch(branch + number, { headers: { "HX-Request": "true" } }).catch(() => null);
      if ([403, 404].includes(answer?.status)) return null;
      const text = answer?.ok && (await answer.text().catch(() => null));
      if (!text) return;
      const came = new DOMParser().parseFromString(text, "text/html");
      if ([...came.querySelectorAll("article, [data-of]")].some((one) => at[one.dataset.of ?? one.id.slice(5)] > was)) continue;
      for (const one of came.querySelectorAll("[data-part]")) {
        const now = document.querySelector(`[data-part="${one.dataset.part}"]`);
        if (now && now.innerHTML !== one.innerHTML) now.replaceChildren(...one.childNodes);
      }
      return came;
    }
  }

  // What cannot be fetched is asked for again, later and later, and when the socket is there again.
  async function swap(number, wait = 1000) {
    const came = await part(number), there = post(number), now = came?.querySelector(`#post-${number}`);
    clearTimeout(due[number]);
    if (came === undefined) due[number] = setTimeout(swap, wait, number, Math.min(wait * 2, 60000));
    else delete due[number];
    if (!there || came === undefined) return;
    clear(there);
    if (now) there.prepend(...now.querySelectorAll(OWN));
  }

  async function show() {
    if (fresh.size > 20 && !form()) return location.assign(all);
    let first, failed;
    loading = true;
    say();
    for (const number of [...fresh].sort((one, other) => one - other).slice(0, 20)) {
      const came = post(number) ? null : await part(number), top = came?.querySelector("article");
      if (came === undefined) {
        failed = offline;
        continue;
      }
      if (top && fresh.has(number)) {
        const there = post(top.id.slice(5));
        if (there) there.replaceWith(top);
        else ((newest && home.querySelector("article")) || bar).before(top);
        home.querySelector(".nobody")?.remove();
        first ??= post(number) ?? top;
      }
      fresh.delete(number);
    }
    fresh.forEach((number) => post(number) && fresh.delete(number)); // a reply that came with its branch
    loading = false;
    say(failed);
    if (first) first.tabIndex = -1;
    first?.focus();
  }

  async function look() {
    loading = true;
    say();
    const ok = await fill();
    loading = false;
    if (fresh.size) show();
    else say(ok ? none : offline);
  }

  function say(more) {
    const n = fresh.size, { one, many, look } = bar.dataset;
    const waits = n ? [(n > 1 ? many : one).replace("{n}", n), more].filter(Boolean).join(". ") : more || (saving && look);
    const text = loading ? busy : waits;
    if (out) return;
    if (!text) return button.remove();
    if (button.textContent !== text) button.textContent = text;
    if (!button.isConnected) bar.append(button);
  }

  function open() {
    if (!bar.isConnected || over) return;
    const socket = new WebSocket(`${location.origin.replace("http", "ws")}/ws/v1/threads/${live}/?after=${last}`);
    acked = last;
    socket.onmessage = ({ data }) => {
      if (!bar.isConnected) return socket.close();
      const said = JSON.parse(data), greets = said.type === "hello";
      if (greets) {
        tries = 0;
        Object.keys(due).forEach((number) => clearTimeout(due[number]) ?? swap(number));
        say();
      }
      if (said.post) {
        take(said);
        if (said.seq - acked >= 32) socket.send(JSON.stringify({ ack: (acked = said.seq) }));
      } else if (said.last_seq > last + (greets ? 256 : 0)) fill();
    };
    socket.onclose = async ({ code }) => {
      if (code === 4403 || code === 4404) return;
      if (code === 4401) return bar.replaceChildren((out = make("a", { href: bar.dataset.enter, textContent: bar.dataset.again, onclick: enter })));
      if (code !== 4008) await fill();
      setTimeout(open, Math.min(1000 * 2 ** tries++, 60000) * (0.5 + Math.random() / 2));
    };
  }

  if (saving) say();
  else open();
}

document.querySelectorAll("[data-live]").forEach(follow);
document.addEventListener("opened", ({ target }) => follow(target.querySelector("[data-live]")));
