// Where htmx cannot put an answer in place (an error, or none at all), the form is sent plainly: its page says what happened.

function plainly({ detail: { elt } }) {
  if (elt.form) elt.form.requestSubmit(elt);
}
document.addEventListener("htmx:responseError", plainly);
document.addEventListener("htmx:sendError", plainly);
