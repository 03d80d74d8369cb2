//! Long texts, changes of mind, and a worker that breaks.

use anyhow::{Result, ensure};
use journeys::article::{MARK, MESSAGE, RETRY, STOP, long_text, sample, there};
use journeys::{Look, Page, journey};

/// The longest the page may be deaf, in milliseconds. What is looked for are seconds of annotation on the page's own
/// thread; unpacking what the worker found takes a fraction of one, and several times that on a machine under load.
const LONGEST_PAUSE: f64 = 2000.0;

#[test]
fn a_megabyte_leaves_the_page_responsive() {
    journey("a_megabyte_leaves_the_page_responsive", Look::WIDE, |page| {
        let text = long_text(1_000_000)?;
        start_heartbeat(page)?;
        page.read(&text, None)?;
        let pause = page.value("window.longestPause")?.as_f64().unwrap_or(f64::INFINITY);
        ensure!(pause < LONGEST_PAUSE, "the page was deaf for {pause} ms");
        Ok(())
    });
}

#[test]
fn a_long_annotation_can_be_stopped_and_taken_up_again() {
    journey("a_long_annotation_can_be_stopped_and_taken_up_again", Look::WIDE, |page| {
        page.eventually("the page is there", &there("textarea"))?;
        page.paste(&long_text(1_000_000)?, None)?;
        page.click(STOP)?;
        page.eventually("the page says that it stopped", &there(MESSAGE))?;
        ensure!(page.count(MARK)? == 0, "the annotation was over before it could be stopped");
        page.click(RETRY)?;
        page.await_article()
    });
}

#[test]
fn a_worker_that_breaks_is_replaced() {
    journey("a_worker_that_breaks_is_replaced", Look::WIDE, |page| {
        page.session.go(&format!("{}?crash-test", page.address()))?;
        page.eventually("the page is there", &there("textarea"))?;
        page.paste(&sample(2)?, None)?;
        page.eventually("the page says what happened", &there(MESSAGE))?;
        ensure!(page.count(MARK)? == 0);
        page.click(RETRY)?;
        page.await_article()
    });
}

/// Keeps the longest time between two turns of the page's event loop in `window.longestPause`.
fn start_heartbeat(page: &Page) -> Result<()> {
    let script = "window.longestPause = 0;
        let last = performance.now();
        setInterval(() => {
            const now = performance.now();
            window.longestPause = Math.max(window.longestPause, now - last);
            last = now;
        }, 4);";
    page.session.script(script, &[]).map(drop)
}
