// The page of a draft: where one is in it, its rest, threads opened in place, and the size of its text.

const draft = document.getElementById("draft");
const where = document.querySelector(".where");
const links = new Map([...document.querySelectorAll(".read:not(:has(.picked)) .toc ol a")].map((link) => [link.hash.slice(1), link]));
const kinds = [...links.keys()].map(kind);
const get = (link) => fetch(link.href, { headers: { "HX-Request": "true" } }).catch(() => null);
let rows, current;

function kind(id) {
  return id.replace(/-\d+[a-z]*$/, ""); // clause-pasal-5 → clause-pasal
}

function say(id) {
  if (id === current) return;
  links.get(current)?.removeAttribute("aria-current");
  const link = links.get((current = id));
  link.setAttribute("aria-current", "true");
  const here = document.getElementById(id).ariaLabel ?? link.textContent;
  const all = kinds.filter((one) => one === kind(id)).length;
  where.textContent = where.dataset[all > 1 ? "at" : "here"].replace("{here}", here).replace("{all}", all);
  document.querySelector(".where-short").textContent = here;
  const { top, bottom } = link.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) where.parentElement.scrollTop += top - innerHeight / 2;
}

const seen = new Set();
const watch = new IntersectionObserver((changes) => {
  for (const { target, isIntersecting } of changes) seen[isIntersecting ? "add" : "delete"](target);
  let row = rows.find((one) => seen.has(one));
  while (row && !links.has(row.id)) row = row.previousElementSibling;
  if (row) say(row.id);
}, { rootMargin: "-10% 0px -70% 0px" });

// What lies further down is laid out in idle time; what one reads stays.
const idle = window.requestIdleCallback ?? setTimeout;
const topOf = (row) => row.getBoundingClientRect().top;

function lay() {
  const later = rows.filter((row) => !row.matches(".laid")).slice(0, 24);
  const read = scrollY && rows.find((row) => topOf(row) >= 0);
  const before = read && topOf(read);
  for (const row of later) row.classList.add("laid");
  if (read) scrollBy({ top: topOf(read) - before, behavior: "instant" });
  idle(later.length ? lay : rest);
}

// The rest of a long draft comes by itself.
function take() {
  rows = [...draft.querySelectorAll(":scope > :is(.clause, .clause-head)")];
  rows.forEach((row) => watch.observe(row));
  draft.querySelectorAll(".opens:not([aria-expanded])").forEach((link) => link.setAttribute("aria-expanded", "false"));
  for (const [id, link] of links) if (document.getElementById(id)) link.setAttribute("href", "#" + id);
  idle(lay);
}

async function rest() {
  const next = draft.querySelector("[rel=next]");
  const answer = next && (await get(next));
  if (!answer?.ok) return;
  next.parentElement.outerHTML = await answer.text();
  take();
}

const { hash, search } = location;
if (hash && !search && !document.getElementById(hash.slice(1))) location.replace("?from=" + hash.slice(8) + hash);
take();

// A thread opens below its clause and closes again; where that fails, the link leads to it as it does without JavaScript.
const opened = new Map();

function close(link) {
  opened.get(link).remove();
  opened.delete(link);
  link.setAttribute("aria-expanded", "false");
  link.focus();
}

async function open(link) {
  link.classList.add("busy");
  const answer = await get(link);
  link.classList.remove("busy");
  if (!answer?.ok) return location.assign(link.href);
  const clause = link.closest(".clause, .clause-head");
  clause.insertAdjacentHTML("afterend", await answer.text());
  const section = clause.nextElementSibling;
  opened.set(link, section);
  link.setAttribute("aria-expanded", "true");
  section.querySelector("[tabindex]").focus();
  section.dispatchEvent(new Event("opened", { bubbles: true }));
}

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const end = event.target.closest(".opened > .post-head a");
  const link = end ? [...opened.keys()].find((one) => opened.get(one).contains(end)) : event.target.closest(".opens");
  if (!link) return;
  event.preventDefault();
  if (opened.has(link)) close(link);
  else if (!link.matches(".busy")) open(link);
});

document.querySelector(".sizes").addEventListener("change", ({ target }) => {
  document.cookie = `size=${target.value}; path=/; max-age=31536000; samesite=lax`;
});
addEventListener("beforeprint", () => document.querySelectorAll("#draft details").forEach((one) => (one.open = true)));
