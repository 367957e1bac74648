// The page of a draft: where one is in it, threads opened in place, and the size of its text, kept for the next visit.

const rows = document.querySelectorAll("#draft > :is(.clause, .clause-head)");
const where = document.querySelector(".where");
const links = new Map([...document.querySelectorAll(".toc ol a[href^='#']")].map((link) => [link.hash.slice(1), link]));
const kinds = [...links.keys()].map(kind);
let current;

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

if (links.size) {
  const seen = new Set();
  const watch = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) seen[isIntersecting ? "add" : "delete"](target);
    let row = [...rows].find((one) => seen.has(one));
    while (row && !links.has(row.id)) row = row.previousElementSibling;
    if (row) say(row.id);
  }, { rootMargin: "-10% 0px -70% 0px" });
  rows.forEach((row) => watch.observe(row));
}

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
  const answer = await fetch(link.href, { headers: { "HX-Request": "true" } }).catch(() => null);
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

document.querySelectorAll(".opens").forEach((link) => link.setAttribute("aria-expanded", "false"));
document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const end = event.target.closest(".opened > .post-head a");
  const link = end ? [...opened.keys()].find((one) => opened.get(one).contains(end)) : event.target.closest(".opens");
  if (!link) return;
  event.preventDefault();
  if (opened.has(link)) close(link);
  else if (!link.matches(".busy")) open(link);
});

// What lies further down is laid out in idle time, a few clauses at once, so that no phone hangs; what one reads stays where it is.
const later = [...rows];
const idle = window.requestIdleCallback ?? setTimeout;
const topOf = (row) => row.getBoundingClientRect().top;
idle(function lay() {
  const read = scrollY && [...rows].find((row) => topOf(row) >= 0);
  const before = read && topOf(read);
  for (const row of later.splice(0, 24)) row.classList.add("laid");
  if (read) scrollBy({ top: topOf(read) - before, behavior: "instant" });
  if (later.length) idle(lay);
});

document.querySelector(".sizes").addEventListener("change", ({ target }) => {
  document.cookie = `size=${target.value}; path=/; max-age=31536000; samesite=lax`;
});
addEventListener("beforeprint", () => document.querySelectorAll("#draft details").forEach((one) => (one.open = true)));
