// Keys for what has a data-key, first of all in the part that one is in, and the moderator's templates, which fill the reason in.
// No key sends anything, and they can be turned off (WCAG 2.1.4).

const one = (path) => document.querySelector(path);
const form = one(".decision"), control = one("#keys-on");
const on = () => control.checked;

try { control.checked = localStorage.getItem("keys") !== "off"; } catch { control.checked = true; }
const show = () => { for (const part of document.querySelectorAll("[data-keys]")) part.hidden = !on(); };
one("[data-script]").hidden = false;
show();
control.addEventListener("change", () => {
  show();
  try { localStorage.setItem("keys", on() ? "on" : "off"); } catch { /* then it lasts as long as the page */ }
});

document.addEventListener("keydown", (event) => {
  if (!on() || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || !/^[a-z]$/i.test(event.key)) return;
  if (event.target.closest("textarea, input:not([type=radio], [type=checkbox])")) return; // in a select a letter would choose a template
  const key = `[data-key="${event.key.toLowerCase()}"]`, found = event.target.closest("[data-here]")?.querySelector(key) ?? one(key);
  if (!found) return;
  event.preventDefault();
  if (found.type === "submit") return found.focus();
  found.click();
  const ready = () => reason.value.trim().length >= 10 && (rule.value || template.value);
  if (found.type === "radio") (ready() ? form.querySelector(".button") : template).focus();
});

const { template, rule, reason } = form?.elements ?? {};
const choices = form ? [...template.options] : [];
const ours = () => !reason.value.trim() || choices.some((choice) => choice.dataset.text === reason.value);

function fill(ask) {
  const { verdict, text, rule: cited } = template.selectedOptions[0].dataset;
  if (!verdict) {
    if (ours()) rule.value = reason.value = "";
    return;
  }
  form.querySelector(`[name=verdict][value=${verdict}]`).checked = true;
  rule.value = cited;
  if (ours() || (ask && confirm(form.dataset.ask))) reason.value = text;
}

// The verdict leaves its own templates to choose from; where there is but one, that is it. The rule leads to its template.
function suit(verdict, number) {
  for (const group of template.querySelectorAll("optgroup")) group.disabled = group.querySelector("option").dataset.verdict !== verdict;
  const fits = choices.filter(({ dataset }) => dataset.verdict === verdict && (!number || dataset.rule === number));
  const was = template.selectedOptions[0], free = ours();
  if (fits.includes(was)) return;
  template.value = free && (number || fits.length === 1) ? fits[0]?.value ?? "" : "";
  if (template.value) return fill();
  if (!number && rule.value === was.dataset.rule) rule.value = "";
  if (free) reason.value = "";
}

form?.addEventListener("change", ({ target }) => {
  if (target === template) fill(true);
  if (target.name === "verdict") suit(target.value);
  if (target === rule && form.elements.verdict.value) suit(form.elements.verdict.value, rule.value);
});
form?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.target.tagName !== "SELECT") return;
  event.preventDefault();
  form.querySelector(".button").focus();
});
