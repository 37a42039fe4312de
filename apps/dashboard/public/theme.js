// Sets the theme before the first paint; a file of its own because the CSP allows no inline script.
(function () {
  let choice = null;
  try {
    choice = globalThis.localStorage.getItem('trackwarden.theme');
  } catch {
    // Storage may be switched off; the system's theme is then used.
  }
  const dark = globalThis.matchMedia('(prefers-color-scheme: dark)').matches;
  const theme = choice === 'light' || choice === 'dark' ? choice : dark ? 'dark' : 'light';
  globalThis.document.documentElement.dataset.theme = theme;
})();
