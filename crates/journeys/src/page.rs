//! The page as a person meets it.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use base64::{Engine, prelude::BASE64_STANDARD as STANDARD};
use serde_json::{Value, json};
use xtask::serve::Serving;

use crate::webdriver::{Session, key};

/// How long the page may take to show what is waited for, on a machine under load.
const PATIENCE: Duration = Duration::from_secs(60);
/// Between two questions.
const PAUSE: Duration = Duration::from_millis(30);

/// The window and the colours.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// In CSS pixels.
    pub width: u32,
    /// In CSS pixels.
    pub height: u32,
    /// Whether the system asks for dark colours.
    pub dark: bool,
}

impl Look {
    /// A desk.
    pub const WIDE: Look = Look { width: 1440, height: 900, dark: false };
    /// A phone, held upright.
    pub const PHONE: Look = Look { width: 390, height: 844, dark: false };

    /// The same window in dark colours.
    pub const fn dark(self) -> Look {
        Look { dark: true, ..self }
    }
}

/// The loaded page in its own browser, with its own server.
pub struct Page {
    /// For what has no word here.
    pub session: Session,
    serving: Serving,
}

/// Opens the page and makes a journey; a failed one leaves a picture and the console's words.
pub fn journey(name: &str, look: Look, steps: impl FnOnce(&Page) -> Result<()>) {
    make(name, &Page::open(look).expect("the page opens"), steps);
}

/// [`journey`] through a page that lies in another folder.
pub fn journey_in(folder: &Path, name: &str, look: Look, steps: impl FnOnce(&Page) -> Result<()>) {
    make(name, &Page::open_in(folder, look).expect("the page opens"), steps);
}

fn make(name: &str, page: &Page, steps: impl FnOnce(&Page) -> Result<()>) {
    let outcome = catch_unwind(AssertUnwindSafe(|| steps(page)));
    if matches!(outcome, Ok(Ok(()))) {
        return;
    }
    let picture = workspace().join(format!("target/journeys/{name}.png"));
    match page.save_picture(&picture) {
        Ok(()) => eprintln!("the page when {name} failed: {}", picture.display()),
        Err(error) => eprintln!("no picture of {name}: {error:#}"),
    }
    page.session.console().unwrap_or_default().iter().for_each(|line| eprintln!("console: {line}"));
    match outcome {
        Ok(result) => panic!("{name}: {:#}", result.expect_err("a good journey has returned above")),
        Err(panic) => resume_unwind(panic),
    }
}

impl Page {
    /// Serves the built page and opens it.
    ///
    /// # Errors
    /// If there is no built page, no browser, or the page does not start.
    pub fn open(look: Look) -> Result<Page> {
        Self::open_in(&workspace().join("dist"), look)
    }

    /// Serves a page and opens it. Rules alone look for mentions unless the journey chooses otherwise: most ask for
    /// what the rules find, and none shall meet a text that is annotated anew under its hands.
    ///
    /// # Errors
    /// If there is no page, no browser, or the page does not start.
    pub fn open_in(folder: &Path, look: Look) -> Result<Page> {
        let serving = Serving::start(folder, 0)?;
        let page = Page { session: Session::start()?, serving };
        let rules = "localStorage['razmetka.finders'] ??= 'rules';";
        page.session.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": rules }))?;
        page.wear(look)?;
        page.allow_clipboard()?;
        page.session.go(&page.serving.address())?;
        Ok(page)
    }

    /// Sets the window and the colours.
    ///
    /// # Errors
    /// If the browser refuses.
    pub fn wear(&self, look: Look) -> Result<()> {
        let phone = look.width < 600;
        let metrics =
            json!({ "width": look.width, "height": look.height, "deviceScaleFactor": 1, "mobile": phone });
        self.session.devtools("Emulation.setDeviceMetricsOverride", &metrics)?;
        let scheme = if look.dark { "dark" } else { "light" };
        let feature = json!({ "name": "prefers-color-scheme", "value": scheme });
        self.session.devtools("Emulation.setEmulatedMedia", &json!({ "features": [feature] }))?;
        Ok(())
    }

    /// Puts plain text, and HTML where given, into the clipboard and pastes it by Ctrl+V into the focused element.
    ///
    /// # Errors
    /// If the browser refuses.
    pub fn paste(&self, text: &str, html: Option<&str>) -> Result<()> {
        let script = "const [text, html] = arguments;
            const flavour = (kind, content) => new Blob([content], { type: kind });
            const item = { 'text/plain': flavour('text/plain', text) };
            if (html !== null) item['text/html'] = flavour('text/html', html);
            return navigator.clipboard.write([new ClipboardItem(item)]);";
        self.session.script(script, &[json!(text), json!(html)])?;
        self.session.press(&[key::CONTROL, 'v'])
    }

    /// The value of a JavaScript expression.
    ///
    /// # Errors
    /// If it throws.
    pub fn value(&self, expression: &str) -> Result<Value> {
        self.session.script(&format!("return ({expression});"), &[])
    }

    /// Whether a JavaScript expression is true.
    ///
    /// # Errors
    /// If it throws.
    pub fn is(&self, expression: &str) -> Result<bool> {
        Ok(self.value(&format!("!!({expression})"))?.as_bool() == Some(true))
    }

    /// Waits until a JavaScript expression is true.
    ///
    /// # Errors
    /// If that takes longer than a minute.
    pub fn eventually(&self, what: &str, expression: &str) -> Result<()> {
        patiently(what, || Ok(self.is(expression)?.then_some(())))
    }

    /// The rendered text of the first element of a selector, as a person reads it.
    ///
    /// # Errors
    /// If there is none.
    pub fn text(&self, selector: &str) -> Result<String> {
        let found = self
            .session
            .script("return document.querySelector(arguments[0])?.innerText;", &[json!(selector)])?;
        found.as_str().map(str::to_owned).with_context(|| format!("nothing on the page is `{selector}`"))
    }

    /// Where the page is served.
    pub fn address(&self) -> String {
        self.serving.address()
    }

    /// What the page has asked of its server so far.
    pub fn requests(&self) -> Vec<String> {
        self.serving.requests()
    }

    /// Saves what the window shows.
    ///
    /// # Errors
    /// If the browser gives no picture or the file cannot be written.
    pub fn save_picture(&self, file: &Path) -> Result<()> {
        let shot = self.session.devtools("Page.captureScreenshot", &json!({ "format": "png" }))?;
        let data = shot["data"].as_str().context("the browser sends a picture")?;
        fs::create_dir_all(file.parent().context("a picture lies in a folder")?)?;
        fs::write(file, STANDARD.decode(data)?)?;
        Ok(())
    }

    fn allow_clipboard(&self) -> Result<()> {
        let permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"];
        let grant =
            json!({ "permissions": permissions, "origin": self.serving.address().trim_end_matches('/') });
        self.session.devtools("Browser.grantPermissions", &grant).map(drop)
    }
}

/// Waits until there is an answer.
///
/// # Errors
/// If the question fails, or there is no answer within a minute.
pub fn patiently<T>(what: &str, question: impl Fn() -> Result<Option<T>>) -> Result<T> {
    let started = Instant::now();
    loop {
        if let Some(answer) = question().with_context(|| format!("waiting until {what}"))? {
            return Ok(answer);
        }
        if started.elapsed() > PATIENCE {
            bail!("waited {} s in vain until {what}", PATIENCE.as_secs());
        }
        thread::sleep(PAUSE);
    }
}

/// The root of the workspace.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).map(Path::to_owned).unwrap_or_default()
}
