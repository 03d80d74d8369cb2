//! What an editor does with the page, asserted on what is visible.

use anyhow::{Result, ensure};
use journeys::{Look, Page, journey};
use serde_json::json;

#[test]
fn the_page_cannot_reach_another_host() {
    journey("the_page_cannot_reach_another_host", Look::WIDE, |page| {
        let reached = page.session.script(
            "return fetch(arguments[0], { mode: 'no-cors' }).then(() => true, () => false);",
            &[json!("http://127.0.0.2:9/")],
        )?;
        ensure!(reached == false, "a request left the page");
        refused_by_policy(page)
    });
}

fn refused_by_policy(page: &Page) -> Result<()> {
    let said = page.session.console()?.join("\n");
    ensure!(said.contains("Content Security Policy"), "the policy did not speak: {said}");
    Ok(())
}
