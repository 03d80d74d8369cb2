//! Nothing leaves the tab.

use anyhow::{Result, ensure};
use journeys::article::{FOLD, RESTORE, sample, there};
use journeys::{Look, Page, journey};
use serde_json::json;

#[test]
fn nothing_is_asked_of_any_server_after_the_page_is_loaded() {
    journey("nothing_is_asked_of_any_server_after_the_page_is_loaded", Look::WIDE, |page| {
        page.eventually("the page is there", &there("textarea"))?;
        // The worker, its word lists and the fonts of the article come with the first text at the latest.
        page.read_sample(2)?;
        page.click(journeys::article::NEW_TEXT)?;
        let loaded = (page.requests(), resources(page)?);
        page.read(&sample(1)?, None)?;
        page.click(FOLD)?;
        page.click(RESTORE)?;
        page.await_article()?;
        page.copied_json()?;
        ensure!((page.requests(), resources(page)?) == loaded, "asked later: {:?}", page.requests());
        Ok(())
    });
}

#[test]
fn the_page_cannot_reach_another_host() {
    journey("the_page_cannot_reach_another_host", Look::WIDE, |page| {
        let script = "return fetch(arguments[0], { mode: 'no-cors' }).then(() => true, () => false);";
        let reached = page.session.script(script, &[json!("http://127.0.0.2:9/")])?;
        ensure!(reached == false, "a request left the page");
        let said = page.session.console()?.join("\n");
        ensure!(said.contains("Content Security Policy"), "the policy did not speak: {said}");
        Ok(())
    });
}

#[test]
fn the_page_breaks_no_rule_of_its_own_policy() {
    journey("the_page_breaks_no_rule_of_its_own_policy", Look::WIDE, |page| {
        page.read_sample(1)?;
        page.copied_json()?;
        let said = page.session.console()?;
        let broken: Vec<_> = said.iter().filter(|line| line.contains("SEVERE")).collect();
        ensure!(broken.is_empty(), "{broken:#?}");
        Ok(())
    });
}

/// Every address that the page itself has fetched.
fn resources(page: &Page) -> Result<serde_json::Value> {
    page.value("performance.getEntriesByType('resource').map(entry => entry.name)")
}
