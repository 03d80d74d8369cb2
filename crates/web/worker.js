// Starts the page's own module a second time, as its worker. The page gives the address of its script after the question
// mark, because the bundler puts a hash into the name, and sends the compiled program as the first message.
const sent = new Promise((hear) => addEventListener("message", hear, { once: true }));
const script = new URL(location.search.slice(1), location.href);
if (script.origin !== location.origin) throw new Error(`a module of another site: ${script}`);
const { default: start } = await import(script);
await start({ module_or_path: (await sent).data });
