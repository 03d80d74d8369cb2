//! Work is not lost with the tab, and is forgotten on demand.

use anyhow::{Result, ensure};
use journeys::article::{FOLD, NEW_TEXT, PARAGRAPH, RESTORE, there};
use journeys::{Look, Page, journey};

#[test]
fn text_and_corrections_outlive_the_tab() {
    journey("text_and_corrections_outlive_the_tab", Look::WIDE, |page| {
        page.read_sample(1)?;
        let kept = page.count(PARAGRAPH)?;
        page.click(FOLD)?;
        page.click(RESTORE)?;
        page.eventually("one more paragraph", &format!("{} > {kept}", count(PARAGRAPH)))?;
        reload(page)?;
        page.click(".resume")?;
        page.await_article()?;
        ensure!(page.count(PARAGRAPH)? == kept + 1, "the correction is lost");
        page.click(".header .tool:not([disabled])")?;
        page.eventually("the correction can be taken back", &format!("{} === {kept}", count(PARAGRAPH)))
    });
}

#[test]
fn a_forgotten_draft_is_gone() {
    journey("a_forgotten_draft_is_gone", Look::WIDE, |page| {
        page.read_sample(2)?;
        page.click(NEW_TEXT)?;
        page.eventually("the draft is offered", &there(".earlier"))?;
        page.click(".earlier .forget")?;
        page.eventually("it is offered no more", "!document.querySelector('.earlier')")?;
        reload(page)?;
        ensure!(page.count(".earlier")? == 0, "it is back");
        ensure!(page.is("Object.keys(localStorage).every(key => !key.includes('draft'))")?);
        Ok(())
    });
}

#[test]
fn a_text_too_long_to_keep_is_told_so() {
    journey("a_text_too_long_to_keep_is_told_so", Look::WIDE, |page| {
        page.eventually("the box has the focus", "document.activeElement?.matches('textarea[name=text]')")?;
        // What is told does not wait for the annotation.
        page.paste(&journeys::article::long_text(4_200_000)?, None)?;
        page.eventually(
            "the page says so",
            "document.querySelector('.kept')?.textContent.includes('не помещается')",
        )
    });
}

fn reload(page: &Page) -> Result<()> {
    page.session.go(&page.address())?;
    page.eventually("the start is there", &there("textarea[name=text]"))
}

fn count(selector: &str) -> String {
    format!("document.querySelectorAll('{selector}').length")
}
