//! Pictures of the page: `cargo xtask screenshots`.
//!
//! Each view at a desk, on a small laptop and on a phone, light and dark, into `target/screenshots/`.

use anyhow::Result;
use journeys::article::{FOLD, MARK, TABS, there};
use journeys::{Look, Page, workspace};

const SMALL: Look = Look { width: 1024, height: 768, dark: false };
/// The sample that has most to remove.
const SAMPLE: usize = 1;

fn main() -> Result<()> {
    for look in [Look::WIDE, SMALL, Look::PHONE] {
        picture_all(look)?;
        picture_all(look.dark())?;
    }
    Ok(())
}

fn picture_all(look: Look) -> Result<()> {
    let page = Page::open(look)?;
    page.eventually("the page is there", &there("textarea"))?;
    picture(&page, look, "start")?;
    page.read_sample(SAMPLE)?;
    picture(&page, look, "article")?;
    for tab in TABS {
        page.session.script("document.querySelector(arguments[0]).click();", &[tab.into()])?;
        picture(&page, look, tab.trim_start_matches('#'))?;
    }
    page.session.press(&[journeys::webdriver::key::ESCAPE])?;
    click_quietly(&page, FOLD)?;
    picture(&page, look, "unfolded")?;
    click_quietly(&page, MARK)?;
    picture(&page, look, "card")
}

/// A click that does not mind what lies over the element.
fn click_quietly(page: &Page, selector: &str) -> Result<()> {
    page.session.script("document.querySelector(arguments[0])?.click();", &[selector.into()]).map(drop)
}

fn picture(page: &Page, look: Look, name: &str) -> Result<()> {
    page.await_stillness()?;
    let colours = if look.dark { "dark" } else { "light" };
    let file = workspace().join(format!("target/screenshots/{}-{colours}-{name}.png", look.width));
    page.save_picture(&file)
}
