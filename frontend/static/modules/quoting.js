// Marked words of the clause go into the form by a button.

const area = document.querySelector(".said-here"), asks = document.querySelector(".picker");
const whole = (text) => text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, "");
let marked, later;

// What is before the words, they, and what is after.
function passage(range) {
  let text = "", from = -1, to = -1;
  for (const part of area.querySelectorAll("[data-said]")) {
    if (text) text += " ";
    const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    for (let node; (node = walk.nextNode()); ) {
      if (node.parentElement.closest(".noted")) continue;
      const start = node === range.startContainer ? range.startOffset : 0;
      const end = node === range.endContainer ? range.endOffset : node.length;
      if (range.intersectsNode(node) && start < end) {
        if (from < 0) from = text.length + start;
        to = text.length + end;
      }
      text += node.data;
    }
  }
  const exact = text.slice(from, to), words = from < 0 ? "" : exact.trim();
  from += exact.indexOf(words);
  to = from + words.length;
  return words && [whole(text.slice(Math.max(from - 32, 0), from)), words, whole(text.slice(to, to + 32))];
}

function look() {
  const chosen = getSelection(), range = chosen.rangeCount && !chosen.isCollapsed && chosen.getRangeAt(0);
  const found = range && range.intersectsNode(area) && passage(range);
  if (!found) return (asks.hidden = !asks.contains(document.activeElement));
  marked = found;
  asks.hidden = false;
  const { bottom, left } = range.getBoundingClientRect();
  asks.style.top = `${scrollY + Math.min(bottom, area.getBoundingClientRect().bottom) + 8}px`;
  asks.style.left = `${Math.max(16, Math.min(left, innerWidth - 160))}px`;
}

document.addEventListener("selectionchange", () => {
  clearTimeout(later);
  later = setTimeout(look, 200);
});
asks?.addEventListener("mousedown", (event) => event.preventDefault());
asks?.addEventListener("click", () => {
  look(); // as it is by now
  const { quoting, quoted, quoted_around } = document.querySelector("#write form").elements;
  quoted.closest("details").open = true;
  quoting.value = "typed";
  quoted.value = marked[1];
  quoted_around.value = JSON.stringify(marked);
  asks.hidden = true;
  quoted.focus();
});
