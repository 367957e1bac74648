// The page of a draft: where one is in it, threads opened in place, and the size of its text, kept for the next visit.

const contents = document.querySelector(".toc ol");
const where = document.querySelector(".where");
const short = document.querySelector(".where-short");
const links = new Map([...contents.querySelectorAll("a[href^='#']")].map((link) => [link.hash.slice(1), link]));
const names = [...links.keys()].map((id) => document.getElementById(id)?.ariaLabel ?? "");
let current;

function say(id) {
  if (id === current) return;
  links.get(current)?.removeAttribute("aria-current");
  const link = links.get((current = id));
  link.setAttribute("aria-current", "true");
  const here = document.getElementById(id).ariaLabel ?? link.textContent;
  const alike = names.filter((name) => name.split(" ")[0] === here.split(" ")[0]);
  const words = alike.length > 1 ? where.dataset.at : where.dataset.here;
  where.textContent = words.replace("{here}", here).replace("{all}", alike.length);
  short.textContent = here;
  const box = link.getBoundingClientRect(), frame = contents.parentElement;
  if (box.top < 0 || box.bottom > innerHeight) frame.scrollTop += box.top - innerHeight / 2;
}

if (links.size && "IntersectionObserver" in window) {
  const seen = new Set();
  const watch = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) isIntersecting ? seen.add(target) : seen.delete(target);
    let first = document.querySelector("#draft > :is(.clause, .clause-head)");
    for (const one of seen) first = seen.has(first) && first.compareDocumentPosition(one) & 4 ? first : one;
    while (first && !links.has(first.id)) first = first.previousElementSibling;
    if (first) say(first.id);
  }, { rootMargin: "-10% 0px -70% 0px" });
  for (const one of document.querySelectorAll("#draft > :is(.clause, .clause-head)")) watch.observe(one);
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
  const clause = link.closest(".clause");
  link.classList.add("busy");
  await htmx.ajax("GET", link.href, { source: link, target: clause, swap: "afterend" });
  link.classList.remove("busy");
  const section = clause.nextElementSibling;
  if (!section?.matches(".opened")) return location.assign(link.href);
  opened.set(link, section);
  link.setAttribute("aria-expanded", "true");
}

for (const link of document.querySelectorAll(".opens")) link.setAttribute("aria-expanded", "false");
document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || !window.htmx) return;
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
