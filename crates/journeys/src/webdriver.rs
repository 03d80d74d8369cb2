//! The few commands of W3C WebDriver that the journeys need, and Chromium's own commands beside them.
//!
//! <https://www.w3.org/TR/webdriver2/>; `goog/cdp/execute` is chromedriver's door to the DevTools protocol.

use std::env;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use ureq::Agent;

/// What the standard calls an element when it crosses the wire.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// The longest a command may take; annotating a large text happens in between commands, not during one.
const PATIENCE: Duration = Duration::from_secs(60);
/// The browser's own traffic is off, so that each request is the page's.
const ARGUMENTS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
    "--lang=ru-RU",
    "--accept-lang=ru-RU",
];

/// Keys that have no character, as WebDriver names them.
pub mod key {
    /// Control.
    pub const CONTROL: char = '\u{e009}';
    /// Enter.
    pub const ENTER: char = '\u{e007}';
    /// Escape.
    pub const ESCAPE: char = '\u{e00c}';
    /// Tab.
    pub const TAB: char = '\u{e004}';
}

/// A browser with one window; ends when it is dropped.
pub struct Session {
    agent: Agent,
    address: String,
}

impl Session {
    /// Starts a browser through the driver that `RAZMETKA_DRIVER` names.
    ///
    /// # Errors
    /// If the environment names no driver, or the driver cannot start the browser.
    pub fn start() -> Result<Session> {
        let driver = told("RAZMETKA_DRIVER")?;
        let config =
            Agent::config_builder().timeout_global(Some(PATIENCE)).http_status_as_error(false).build();
        let mut session = Session { agent: config.into(), address: driver };
        let options = json!({ "binary": told("RAZMETKA_CHROME")?, "args": ARGUMENTS });
        let capabilities = json!({
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "browser": "ALL" },
            "timeouts": { "script": PATIENCE.as_millis() },
        });
        let made = session.command("session", &json!({ "capabilities": { "alwaysMatch": capabilities } }))?;
        let id = made["sessionId"].as_str().context("the driver names its session")?;
        session.address = format!("{}/session/{id}", session.address);
        Ok(session)
    }

    /// Loads a page and waits until it is loaded.
    ///
    /// # Errors
    /// As every command here: if the driver refuses it or does not answer.
    pub fn go(&self, address: &str) -> Result<()> {
        self.command("url", &json!({ "url": address })).map(drop)
    }

    /// Runs the body of a JavaScript function; a promise that it returns is awaited.
    ///
    /// # Errors
    /// If the script throws.
    pub fn script(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        self.command("execute/sync", &json!({ "script": body, "args": arguments }))
    }

    /// A command of the DevTools protocol.
    ///
    /// # Errors
    /// If the browser refuses it.
    pub fn devtools(&self, name: &str, parameters: &Value) -> Result<Value> {
        self.command("goog/cdp/execute", &json!({ "cmd": name, "params": parameters }))
    }

    /// Clicks the middle of the first element of a CSS selector, as a mouse would.
    ///
    /// # Errors
    /// If there is no such element, or something else lies over it.
    pub fn click(&self, selector: &str) -> Result<()> {
        let element = self.element(selector)?;
        self.command(&format!("element/{element}/click"), &json!({})).map(drop)
    }

    /// Types into the first element of a CSS selector; for a file input, names the file.
    ///
    /// # Errors
    /// If there is no such element, or it takes no text.
    pub fn type_into(&self, selector: &str, text: &str) -> Result<()> {
        let element = self.element(selector)?;
        self.command(&format!("element/{element}/value"), &json!({ "text": text })).map(drop)
    }

    /// Presses keys together, the last of them last, and lets go of all.
    ///
    /// # Errors
    /// If the driver refuses.
    pub fn press(&self, keys: &[char]) -> Result<()> {
        let down = keys.iter().map(|key| json!({ "type": "keyDown", "value": key.to_string() }));
        let up = keys.iter().rev().map(|key| json!({ "type": "keyUp", "value": key.to_string() }));
        let actions: Vec<Value> = down.chain(up).collect();
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.command("actions", &json!({ "actions": [keyboard] })).map(drop)
    }

    /// What the browser's console shows since the last call: level and message.
    ///
    /// # Errors
    /// If the driver refuses.
    pub fn console(&self) -> Result<Vec<String>> {
        let entries = self.command("se/log", &json!({ "type": "browser" }))?;
        let said = |entry: &Value| format!("{}: {}", entry["level"], entry["message"]);
        Ok(entries.as_array().map(|entries| entries.iter().map(said).collect()).unwrap_or_default())
    }

    fn element(&self, selector: &str) -> Result<String> {
        let found = self.command("element", &json!({ "using": "css selector", "value": selector }))?;
        found[ELEMENT].as_str().map(str::to_owned).context("the driver names the element")
    }

    fn command(&self, path: &str, body: &Value) -> Result<Value> {
        let mut answer = self.agent.post(format!("{}/{path}", self.address)).send_json(body)?;
        // Screenshots and exports of large texts are far over the client's default limit.
        let mut answer: Value = answer.body_mut().with_config().limit(1 << 30).read_json()?;
        let value = answer["value"].take();
        if let Some(error) = value["error"].as_str() {
            let message = value["message"].as_str().unwrap_or_default();
            bail!("{path}: {error}: {}", message.lines().next().unwrap_or_default());
        }
        Ok(value)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // The driver itself is ended after the journeys, and every browser with it.
        let _ = self.agent.delete(&self.address).call();
    }
}

/// What `cargo xtask` told through the environment.
///
/// # Errors
/// If it told nothing, because the program was started by hand.
pub fn told(variable: &str) -> Result<String> {
    env::var(variable).with_context(|| {
        format!(
            "{variable} is not set: run `cargo xtask test --only journeys`, `screenshots` or `bench --page`"
        )
    })
}
