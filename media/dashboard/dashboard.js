// The script of the dashboard's page: sends the filter of a mark that was chosen, and shows new content where it comes.
const editor = acquireVsCodeApi();
const main = document.querySelector("main");

document.addEventListener("click", ({ target }) => {
  const mark = target instanceof Element && target.closest("[data-filter]");
  if (mark) editor.postMessage({ filter: mark.dataset.filter });
});

window.addEventListener("message", ({ data }) => {
  if (typeof data?.body !== "string") return;
  const focused = document.activeElement?.dataset?.filter;
  main.innerHTML = data.body;
  if (focused) main.querySelector(`[data-filter="${CSS.escape(focused)}"]`)?.focus();
});
