// The import desk: a clause and its line are marked together, and the source follows where one reads.

const source = document.querySelector(".source"), said = document.querySelector(".notices");
let chosen = [], at = 0;

function choose(one) {
  const item = one?.closest(".outline > li, .source > li");
  if (!item) return;
  const link = item.querySelector(item.matches(".source *") ? ".ln a" : "[href^='#line']");
  for (const each of chosen) each.classList.remove("chosen");
  chosen = [item, ...document.querySelectorAll(link?.hash || "nothing")];
  for (const each of chosen) each.classList.add("chosen");
  if (getComputedStyle(source.parentElement).position === "sticky") chosen.at(-1).scrollIntoView({ block: "nearest" });
}

if (source) {
  const look = ({ target, timeStamp }) => choose(target, (at = timeStamp));
  document.addEventListener("click", look);
  document.addEventListener("keyup", look); // at "focusin" it would move under a click
  document.addEventListener("scroll", ({ timeStamp }) => {
    if (timeStamp > at + 900) choose(document.elementFromPoint(source.getBoundingClientRect().right + 99, innerHeight / 3));
  });
}

setTimeout(() => said?.append(...said.childNodes), 500); // readers of screens tell what changes on a page
