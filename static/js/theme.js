/* Runs before the first paint, so that a dark room never sees a white flash. */
(function () {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;

  function paint() {
    const fixed = root.dataset.theme;
    root.dataset.bsTheme = fixed || (dark.matches ? "dark" : "light");
  }

  paint();
  dark.addEventListener("change", paint);
})();
