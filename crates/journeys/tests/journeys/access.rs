//! For everyone: with a screen reader, in the dark, on a phone, in both languages.

use std::fs;

use anyhow::{Result, ensure};
use journeys::article::{MESSAGE, NEW_TEXT, TABS, there};
use journeys::webdriver::told;
use journeys::{Look, Page, journey};
use serde_json::Value;

#[test]
fn axe_finds_nothing_in_light_colours() {
    journey("axe_finds_nothing_in_light_colours", Look::WIDE, every_view_is_accessible);
}

#[test]
fn axe_finds_nothing_in_dark_colours() {
    journey("axe_finds_nothing_in_dark_colours", Look::WIDE.dark(), every_view_is_accessible);
}

#[test]
fn axe_finds_nothing_on_a_phone() {
    journey("axe_finds_nothing_on_a_phone", Look::PHONE, every_view_is_accessible);
}

#[test]
fn nothing_sticks_out_of_a_phone() {
    journey("nothing_sticks_out_of_a_phone", Look::PHONE, |page| every_view(page, &fits_into(Look::PHONE)));
}

#[test]
fn nothing_sticks_out_of_a_small_phone_in_a_wide_font() {
    let small = Look { width: 320, height: 568, ..Look::PHONE };
    nothing_sticks_out_in_a_wide_font("nothing_sticks_out_of_a_small_phone_in_a_wide_font", small);
}

#[test]
fn nothing_sticks_out_of_a_window_that_just_has_room_for_the_panel() {
    let small = Look { width: 900, height: 700, ..Look::WIDE };
    nothing_sticks_out_in_a_wide_font(
        "nothing_sticks_out_of_a_window_that_just_has_room_for_the_panel",
        small,
    );
}

fn nothing_sticks_out_in_a_wide_font(name: &str, look: Look) {
    journey(name, look, |page| {
        wear_a_wide_font(page)?;
        every_view(page, &fits_into(look))
    });
}

#[test]
fn the_page_speaks_russian_and_english() {
    journey("the_page_speaks_russian_and_english", Look::WIDE, |page| {
        let heading = |lang: &str| -> Result<String> {
            page.click(&format!(".language [lang={lang}]"))?;
            page.eventually("the language changes", &format!("document.documentElement.lang === '{lang}'"))?;
            page.text("h1")
        };
        ensure!(heading("ru")?.chars().any(|c| matches!(c, 'а'..='я')));
        ensure!(heading("en")?.is_ascii());
        Ok(())
    });
}

fn every_view_is_accessible(page: &Page) -> Result<()> {
    let axe = fs::read_to_string(told("RAZMETKA_AXE")?)?;
    page.eventually("the page is there", &there("textarea"))?;
    page.session.script(&axe, &[])?;
    every_view(page, &accessible)
}

/// A font as it may stand in for one that did not come: every letter is as wide as the widest.
fn wear_a_wide_font(page: &Page) -> Result<()> {
    let script = "for (const family of ['--sans', '--serif'])
        document.documentElement.style.setProperty(family, 'monospace');";
    page.session.script(script, &[]).map(drop)
}

/// Looks at each view of the page, one after the other.
fn every_view(page: &Page, look: &dyn Fn(&Page, &str) -> Result<()>) -> Result<()> {
    page.eventually("the page is there", &there("textarea"))?;
    look(page, "the start")?;
    page.session.script("document.querySelector('.paste .primary').click();", &[])?;
    page.eventually("the page says that there is no text", &there(MESSAGE))?;
    look(page, "the start with a message")?;
    page.session.script("document.querySelector('.message .tool').click();", &[])?;
    page.read_sample(1)?;
    for tab in TABS {
        page.session.script("document.querySelector(arguments[0]).click();", &[tab.into()])?;
        look(page, tab)?;
    }
    page.session.script("document.querySelector('.quote-edit')?.click();", &[])?;
    for (mark, form) in [("Коваленко", ".join"), ("Коваленко", ".everywhere"), ("230", ".set-value")]
    {
        let script = "[...document.querySelectorAll('#article mark')]
            .find(mark => mark.textContent.includes(arguments[0])).click();";
        page.session.script(script, &[mark.into()])?;
        page.eventually("the card opens", &there(form))?;
        page.session.script("document.querySelector(arguments[0]).click();", &[form.into()])?;
        page.eventually("its form opens", &there(".card-form"))?;
        look(page, &format!("the card of {mark} with {form}"))?;
    }
    page.session.script(
        "document.querySelector('.card .close').click(); document.querySelector('.edit-title').click();",
        &[],
    )?;
    page.eventually("the title opens", &there(".title-form"))?;
    look(page, "the fields of the title")?;
    page.session.script("document.querySelector('.header > .tool:last-child').click();", &[])?;
    page.eventually("the help opens", &there(".help"))?;
    look(page, "the help")?;
    page.session.script("document.querySelector('.help .close').click();", &[])?;
    page.click(NEW_TEXT)?;
    page.eventually("the draft is offered", &there(".earlier"))?;
    look(page, "the start with a draft")
}

fn accessible(page: &Page, view: &str) -> Result<()> {
    page.await_stillness()?;
    let found = page.session.script("return axe.run().then(report => report.violations);", &[])?;
    let lines: Vec<String> = found.as_array().into_iter().flatten().map(described).collect();
    ensure!(lines.is_empty(), "{view}:\n{}", lines.join("\n"));
    Ok(())
}

/// One finding of axe-core with the first elements that it is about.
fn described(finding: &Value) -> String {
    let nodes = finding["nodes"].as_array().map(Vec::as_slice).unwrap_or_default();
    let about = |node: &Value| format!("\n    {}\n      {}", node["html"], node["any"][0]["message"]);
    let elements: String = nodes.iter().take(3).map(about).collect();
    format!("  {}: {} ({} times){elements}", finding["id"], finding["help"], nodes.len())
}

/// [`fits`] for the width of a window.
fn fits_into(look: Look) -> impl Fn(&Page, &str) -> Result<()> {
    move |page, view| fits(page, view, look.width)
}

/// Nothing that is visible lies beyond the right edge, unless something around it scrolls by itself. (The width of the
/// document tells nothing: a phone's browser makes its view as wide as what sticks out.)
fn fits(page: &Page, view: &str, width: u32) -> Result<()> {
    let script = "const width = arguments[0];
        const scrolls = element => element !== null && element !== document.body
            && (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
        return [...document.body.querySelectorAll('*')]
            .filter(element => element.checkVisibility() && element.getBoundingClientRect().right > width + 1)
            .filter(element => !scrolls(element.parentElement))
            .map(element => `${element.tagName}.${element.className}: ${element.innerText?.slice(0, 40)}`);";
    let beyond = page.session.script(script, &[width.into()])?;
    ensure!(beyond.as_array().is_some_and(Vec::is_empty), "{view} sticks out: {beyond:#}");
    Ok(())
}
