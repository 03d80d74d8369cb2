//! The parts of the page that the journeys touch, each named once: a change of the page's markup lands here.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::page::{Page, patiently, workspace};

/// Where a text goes in.
pub const PASTE_BOX: &str = "textarea[name=text]";
/// Where a file is chosen.
pub const FILE_FIELD: &str = "input[name=file]";
/// A mark in the article.
pub const MARK: &str = "#article mark";
/// A paragraph of the article.
pub const PARAGRAPH: &str = "#article [data-block]";
/// The line that stands for removed paragraphs.
pub const FOLD: &str = "#article [data-fold]";
/// The button that brings a removed paragraph back.
pub const RESTORE: &str = "#article [data-restore]";
/// What is shown while the worker works.
pub const BUSY: &str = ".busy";
/// Stops the worker.
pub const STOP: &str = ".busy button";
/// What the editor is told.
pub const MESSAGE: &str = ".message";
/// Asks again after a failure.
pub const RETRY: &str = ".message .retry";
/// Back to the start.
pub const NEW_TEXT: &str = ".new-text";
/// Saves the public JSON as a file.
pub const DOWNLOAD: &str = ".download-json";
/// Puts the public JSON on the clipboard.
pub const COPY: &str = ".copy-json";
/// The panel beside the article, one tab after the other.
pub const TABS: [&str; 5] =
    ["#tab-entities", "#tab-metrics", "#tab-quotes", "#tab-statistics", "#tab-removed"];
/// What the open tab shows.
pub const PANEL: &str = "#panel";
/// How many samples the start offers.
pub const SAMPLES: usize = 5;

impl Page {
    /// Pastes by Ctrl+V into the box of the start, which has the focus, and waits for the article.
    ///
    /// # Errors
    /// If no marked article appears.
    pub fn read(&self, text: &str, html: Option<&str>) -> Result<()> {
        self.eventually(
            "the paste box has the focus",
            &format!("document.activeElement?.matches('{PASTE_BOX}')"),
        )?;
        self.paste(text, html)?;
        self.await_article()
    }

    /// Clicks a sample card, counted from 1, and waits for the article.
    ///
    /// # Errors
    /// If no marked article appears.
    pub fn read_sample(&self, number: usize) -> Result<()> {
        let card = format!("[data-sample=\"{number}\"]");
        self.eventually("the samples are offered", &there(&card))?;
        self.session.click(&card)?;
        self.await_article()
    }

    /// Waits until a marked article is there and the worker rests.
    ///
    /// # Errors
    /// If that takes too long.
    pub fn await_article(&self) -> Result<()> {
        self.eventually("marks appear and the work ends", &format!("{} && !{}", there(MARK), there(BUSY)))
    }

    /// Waits until nothing moves: colours that are still fading in have no contrast yet.
    ///
    /// # Errors
    /// If something moves for too long.
    pub fn await_stillness(&self) -> Result<()> {
        let still = "document.fonts.status === 'loaded' \
                     && document.getAnimations().every(one => one.playState !== 'running')";
        self.eventually("all motion ends", still)
    }

    /// Clicks what is waited for.
    ///
    /// # Errors
    /// If it does not appear, or something lies over it.
    pub fn click(&self, selector: &str) -> Result<()> {
        self.eventually(&format!("`{selector}` is there"), &there(selector))?;
        self.session.click(selector)
    }

    /// How many elements a selector finds.
    ///
    /// # Errors
    /// If the browser refuses.
    pub fn count(&self, selector: &str) -> Result<u64> {
        let found = self
            .session
            .script("return document.querySelectorAll(arguments[0]).length;", &[json!(selector)])?;
        found.as_u64().context("a length is a number")
    }

    /// The visible text of each element of a selector.
    ///
    /// # Errors
    /// If the browser refuses.
    pub fn texts(&self, selector: &str) -> Result<Vec<String>> {
        let script = "return [...document.querySelectorAll(arguments[0])].map(e => e.innerText.trim());";
        Ok(serde_json::from_value(self.session.script(script, &[json!(selector)])?)?)
    }

    /// What the copy button puts on the clipboard.
    ///
    /// # Errors
    /// If nothing is copied, or it is no JSON.
    pub fn copied_json(&self) -> Result<Value> {
        self.session.script("return navigator.clipboard.writeText('');", &[])?;
        self.click(COPY)?;
        let clipboard = || self.session.script("return navigator.clipboard.readText();", &[]);
        let copied = patiently("JSON is on the clipboard", || {
            Ok(clipboard()?.as_str().filter(|text| !text.is_empty()).map(str::to_owned))
        })?;
        Ok(serde_json::from_str(&copied)?)
    }
}

/// JavaScript that is true when a selector finds a visible element.
pub fn there(selector: &str) -> String {
    format!("document.querySelector({})?.checkVisibility()", json!(selector))
}

/// A sample page as it was copied, counted from 1.
///
/// # Errors
/// If the file cannot be read.
pub fn sample(number: usize) -> Result<String> {
    Ok(fs::read_to_string(sample_file(number)?)?)
}

/// The file of a sample page, counted from 1.
///
/// # Errors
/// If there are fewer samples.
pub fn sample_file(number: usize) -> Result<PathBuf> {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(workspace().join("seeds/articles"))? {
        files.push(entry?.path());
    }
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    files.into_iter().nth(number - 1).with_context(|| format!("no sample {number}"))
}

/// A text of so many characters, made of whole articles one after the other.
///
/// # Errors
/// If the samples cannot be read.
pub fn long_text(characters: usize) -> Result<String> {
    let samples = (1..=SAMPLES).map(sample).collect::<Result<Vec<_>>>()?;
    Ok(samples.iter().cycle().flat_map(|text| text.chars()).take(characters).collect())
}

/// The name of a file without its folder, as the samples are known in `tests/data/samples.json`.
pub fn file_name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
