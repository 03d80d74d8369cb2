//! Pictures of the page: `cargo xtask screenshots`.
//!
//! Each view at a desk, on a small laptop and on a phone, light and dark, into `target/screenshots/`.

use anyhow::Result;
use journeys::article::{FOLD, MARK, NEW_TEXT, PARAGRAPH, TABS, there};
use journeys::{Look, Page, workspace};

const SMALL: Look = Look { width: 1024, height: 768, dark: false };
/// The sample that has most to remove.
const SAMPLE: usize = 1;
/// Marks of the sample whose cards are looked at.
const PERSON: &str = "Коваленко";
const FIGURE: &str = "230";

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
    picture(&page, look, "card")?;
    card_of(&page, look, PERSON, &[])?;
    card_of(&page, look, FIGURE, &[".set-value"])?;
    card_of(&page, look, PERSON, &[".everywhere"])?;
    for _ in 0..2 {
        page.session.press(&[journeys::webdriver::key::ESCAPE])?;
    }
    click_quietly(&page, ".edit-title")?;
    picture(&page, look, "title")?;
    click_quietly(&page, NEW_TEXT)?;
    picture(&page, look, "earlier")?;
    page.paste("Ничего.", None)?;
    page.eventually("the text is there", &there(PARAGRAPH))?;
    for tab in TABS {
        click_quietly(&page, tab)?;
        picture(&page, look, &format!("empty-{}", tab.trim_start_matches('#')))?;
    }
    click_quietly(&page, NEW_TEXT)?;
    page.eventually("the start is there", &there("textarea[name=text]"))?;
    let crowd = crowd();
    page.read(&crowd, None)?;
    for tab in &TABS[..3] {
        click_quietly(&page, tab)?;
        picture(&page, look, &format!("crowd-{}", tab.trim_start_matches('#')))?;
    }
    Ok(())
}

/// A text with three hundred entities, and figures over several years.
fn crowd() -> String {
    let names = ["Иван", "Анна", "Пётр", "Мария", "Олег", "Софья", "Глеб", "Вера", "Лев", "Нина"];
    let stems = ["Аксён", "Бел", "Власенк", "Горш", "Дубов", "Ефим", "Жук", "Зайц", "Ильин", "Карп"];
    let more = ["ский", "ов", "енко"];
    let mut text = String::from("Завод «Импульс» подвёл итоги\n\n");
    for (at, name) in (0..300).zip(names.iter().cycle()) {
        let stem = stems[at / names.len() % stems.len()];
        let surname = format!("{stem}{}", more[at / (names.len() * stems.len())]);
        let year = 2000 + at % 25;
        text.push_str(&format!("В {year} году {name} {surname} сообщил, что завод «Импульс» продал станков на {} млн рублей.\n\n", at * 7 % 90 + 3));
    }
    text
}

/// The card of a mark with these words, after some clicks in it.
fn card_of(page: &Page, look: Look, words: &str, clicks: &[&str]) -> Result<()> {
    let script = "[...document.querySelectorAll('#article mark')]
        .find(mark => mark.textContent.includes(arguments[0]))?.click();";
    page.session.script(script, &[words.into()])?;
    page.eventually("the card opens", &there(".card"))?;
    let mut name = format!("card-{}", if words == PERSON { "person" } else { "figure" });
    for click in clicks {
        page.click(click)?;
        page.eventually("it opens", &there(".card-form"))?;
        name.push_str(&click.replace('.', "-"));
    }
    picture(page, look, &name)
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
