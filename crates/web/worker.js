// Starts the page's own module a second time, as its worker. The page gives the module's address after the
// question mark, because the bundler puts a hash into the name.
const script = new URL(location.search.slice(1), location.href);
if (script.origin !== location.origin) throw new Error(`a module of another site: ${script}`);
const { default: start } = await import(script);
await start({ module_or_path: new URL(script.href.replace(/\.js$/, "_bg.wasm")) });
