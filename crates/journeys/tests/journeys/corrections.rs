//! What an editor corrects: names, borders, values, whose words these are; and takes back.

use anyhow::{Context, Result, ensure};
use journeys::article::{MARK, PANEL, TABS};
use journeys::webdriver::key;
use journeys::{Look, Page, journey};
use serde_json::{Value, json};

const TEXT: &str = "Завод «Импульс» открыл цех в Казани. У «Импульса» 230 предприятий-партнёров. \
    Сергей Собянин приехал в Казань. Позже Собянин выступил на «Импульсе». Анна Ким промолчала.";

#[test]
fn a_name_can_be_corrected_and_the_correction_taken_back() {
    journey("a_name_can_be_corrected_and_the_correction_taken_back", Look::WIDE, |page| {
        page.read(TEXT, None)?;
        open_card(page, "Сергей Собянин")?;
        press(page, "KeyR", "к", 0)?;
        fill(page, ".card textarea[name=name]", "Сергей Семёнович Собянин")?;
        page.eventually("the panel has the name", &panel_has("Сергей Семёнович Собянин"))?;
        press(page, "KeyZ", "я", CONTROL)?;
        page.eventually("the old name is back", &format!("!{}", panel_has("Семёнович")))
    });
}

#[test]
fn borders_move_by_words_under_a_russian_layout() {
    journey("borders_move_by_words_under_a_russian_layout", Look::WIDE, |page| {
        page.read(TEXT, None)?;
        open_card(page, "Анна Ким")?;
        press(page, "BracketRight", "ъ", SHIFT)?;
        page.eventually("the mark is shorter", &panel_has("Анна"))?;
        page.eventually("the surname is out", &format!("!{}", panel_has("Ким")))?;
        page.eventually("the card is open again", "document.querySelector('.card')")?;
        press(page, "BracketRight", "ъ", 0)?;
        page.eventually("the surname is in", &panel_has("Анна Ким"))
    });
}

#[test]
fn entities_are_split_and_joined() {
    journey("entities_are_split_and_joined", Look::WIDE, |page| {
        page.read(TEXT, None)?;
        let names = "[...document.querySelectorAll('.entity-name span')].map(e => e.textContent)";
        let count = |name: &str| format!("{names}.filter(name => name === '{name}').length");
        page.eventually("one entity", &format!("{} === 1", count("Сергей Собянин")))?;
        open_last_card(page, "Собянин")?;
        press(page, "KeyS", "ы", 0)?;
        page.eventually("two entities", &format!("{} === 1", count("Собянин")))?;
        page.eventually("the card is open again", "document.querySelector('.card .join')")?;
        press(page, "KeyM", "ь", 0)?;
        page.eventually("a list to choose from", "document.querySelector('.card-form select')")?;
        let script = "const list = document.querySelector('.card-form select');
            list.value = [...list.options].find(one => one.text.startsWith('Сергей Собянин')).value;
            list.dispatchEvent(new Event('change', { bubbles: true }));";
        page.session.script(script, &[])?;
        page.eventually("one entity again", &format!("{} === 0", count("Собянин")))
    });
}

#[test]
fn all_forms_of_a_name_are_marked_at_once() {
    journey("all_forms_of_a_name_are_marked_at_once", Look::WIDE, |page| {
        page.read("Слово барабашка тут. Потом барабашки ушли, и о барабашках забыли.", None).or_else(
            |_| {
                // Nothing is marked in this text, so the page shows no mark to wait for.
                page.eventually("the article is there", "document.querySelector('[data-block]')")
            },
        )?;
        select(page, "барабашка")?;
        page.eventually("kinds are offered", "document.querySelector('.marking .kind')")?;
        page.click(".marking input[name=everywhere]")?;
        page.click(".marking .kind")?;
        page.eventually("the places are shown", "document.querySelectorAll('.places li').length === 2")?;
        page.eventually("the button has the focus", "document.activeElement.matches('.mark-all')")?;
        page.session.press(&[key::ENTER])?;
        page.eventually("all are marked", &format!("document.querySelectorAll('{MARK}').length === 3"))?;
        let mentions = page.copied_json()?["entities"][0]["mentions"].as_array().map(Vec::len);
        ensure!(mentions == Some(3), "they are not one entity: {mentions:?}");
        press(page, "KeyZ", "я", CONTROL)?;
        page.eventually(
            "all but the first are gone",
            &format!("document.querySelectorAll('{MARK}').length === 1"),
        )
    });
}

#[test]
fn a_figure_is_corrected_field_by_field() {
    journey("a_figure_is_corrected_field_by_field", Look::WIDE, |page| {
        page.read(
            "Завод выпустил свыше 5 млн рублей продукции в 2023 году и 7 млн рублей в 2024 году.",
            None,
        )?;
        open_card(page, "5 млн")?;
        press(page, "KeyV", "м", 0)?;
        page.eventually("fields are there", "document.querySelector('.value-form input[name=amount]')")?;
        let script = "const set = (selector, value) => document.querySelector(selector).value = value;
            set('.value-form input[name=amount]', '6 000 000,5');
            set('.value-form input[name=unit]', 'EUR');
            document.querySelector('.value-form select').value = 'about';";
        page.session.script(script, &[])?;
        page.click(".value-form .apply")?;
        page.click(TABS[1])?;
        page.eventually("the table shows it", &panel_has("≈\u{a0}6\u{202f}000\u{202f}000,5\u{a0}€"))?;
        let metric = &page.copied_json()?["metrics"][0];
        ensure!(metric["amount"] == "6000000.5" && metric["unit"] == "EUR", "{metric}");
        ensure!(metric["unit_kind"] == "currency" && metric["comparator"] == "about", "{metric}");
        Ok(())
    });
}

#[test]
fn what_cannot_be_read_is_not_taken() {
    journey("what_cannot_be_read_is_not_taken", Look::WIDE, |page| {
        page.read("Завод открыли 5 марта 2024 года.", None)?;
        open_card(page, "5 марта 2024")?;
        press(page, "KeyV", "м", 0)?;
        page.eventually("a field is there", "document.querySelector('input[name=edtf]')")?;
        page.session.script("document.querySelector('input[name=edtf]').value = 'вчера';", &[])?;
        page.click(".value-form .apply")?;
        page.eventually("the page says so", "document.querySelector('.trouble').textContent")?;
        page.session.script("document.querySelector('input[name=edtf]').value = '2024-03';", &[])?;
        page.click(".value-form .apply")?;
        page.eventually(
            "the card shows the month",
            "document.querySelector('.card-value')?.textContent.includes('март')",
        )
    });
}

#[test]
fn title_author_and_source_are_fields() {
    journey("title_author_and_source_are_fields", Look::WIDE, |page| {
        page.read(&journeys::article::sample(4)?, None)?;
        fill(page, "input[name=author]", "Анна Ким")?;
        page.await_article()?;
        fill(page, "input[name=outlet]", "Вестник")?;
        page.await_article()?;
        page.click(".edit-title")?;
        fill(page, "input[name=title]", "Новый заголовок")?;
        page.eventually(
            "the title is new",
            "document.querySelector('h1')?.textContent.includes('Новый заголовок')",
        )?;
        let json = page.copied_json()?;
        ensure!(json["author"] == "Анна Ким" && json["outlet"] == "Вестник", "{}", json["author"]);
        let title = titles(&json);
        ensure!(title == ["Новый заголовок"], "{title:?}");
        Ok(())
    });
}

#[test]
fn a_text_in_a_wrong_encoding_is_repaired_by_one_click() {
    journey("a_text_in_a_wrong_encoding_is_repaired_by_one_click", Look::WIDE, |page| {
        // "Мэр Москвы Сергей Собянин …" in UTF-8, read as Windows-1251.
        let right = "Мэр Москвы Сергей Собянин посетил Казань и осмотрел новый завод, сообщили в пресс-службе города.";
        page.paste(&as_cp1251(right), None)?;
        page.click(".repair")?;
        page.await_article()?;
        ensure!(page.text("#article .text")?.contains("Сергей Собянин"));
        Ok(())
    });
}

#[test]
fn one_mention_under_the_pointer_shows_the_others() {
    journey("one_mention_under_the_pointer_shows_the_others", Look::WIDE, |page| {
        page.read(TEXT, None)?;
        let script = "const mark = [...document.querySelectorAll('#article mark')]
                .find(mark => mark.textContent === 'Собянин');
            mark.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));";
        page.session.script(script, &[])?;
        page.eventually("both are underlaid", "document.querySelectorAll('mark.kin').length === 2")?;
        page.session.script(
            "document.querySelector('#article .text').dispatchEvent(new PointerEvent('pointerleave'));",
            &[],
        )?;
        page.eventually("none is", "document.querySelectorAll('mark.kin').length === 0")
    });
}

#[test]
fn quotes_stand_under_their_speakers() {
    journey("quotes_stand_under_their_speakers", Look::WIDE, |page| {
        page.read_sample(2)?;
        page.click(TABS[2])?;
        let groups = page.texts(&format!("{PANEL} .speaker-name"))?;
        let mut once = groups.clone();
        once.sort();
        once.dedup();
        ensure!(!groups.is_empty() && once.len() == groups.len(), "{groups:?}");
        Ok(())
    });
}

#[test]
fn a_quote_is_marked_given_a_speaker_and_taken_away() {
    journey("a_quote_is_marked_given_a_speaker_and_taken_away", Look::WIDE, |page| {
        page.read("Анна Ким молчала. Сергей Собянин приехал. Всё идёт по плану на этом заводе.", None)?;
        select(page, "Всё идёт по плану")?;
        page.eventually("the words are selected", "document.querySelector('.quote-mark')")?;
        press(page, "KeyQ", "й", 0)?;
        page.click(TABS[2])?;
        page.eventually("the quote is there", &panel_has("Всё идёт по плану"))?;
        page.click(".quote-edit")?;
        let script = "const list = document.querySelector('.speaker-form select');
            list.value = [...list.options].find(one => one.text === 'Анна Ким').value;
            list.dispatchEvent(new Event('change', { bubbles: true }));";
        page.session.script(script, &[])?;
        page.eventually(
            "it has a speaker",
            "document.querySelector('.speaker-name')?.textContent === 'Анна Ким'",
        )?;
        page.click(".quote-edit")?;
        page.click(".speaker-form .quiet")?;
        page.eventually("nobody says anything", "!document.querySelector('.quote')")
    });
}

/// Selects words of the first paragraph.
fn select(page: &Page, words: &str) -> Result<()> {
    let script = "const words = document.querySelector('#article .words');
        const texts = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
            const at = texts.currentNode.textContent.indexOf(arguments[0]);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(texts.currentNode, at);
            range.setEnd(texts.currentNode, at + arguments[0].length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return;
        }
        throw new Error(`no text has ${arguments[0]}`);";
    page.session.script(script, &[json!(words)]).map(drop)
}

const SHIFT: u32 = 8;
const CONTROL: u32 = 2;

/// A key as the browser tells it: its place, and what the layout makes of it.
fn press(page: &Page, code: &str, letter: &str, modifiers: u32) -> Result<()> {
    for kind in ["rawKeyDown", "keyUp"] {
        let event = json!({ "type": kind, "code": code, "key": letter, "modifiers": modifiers });
        page.session.devtools("Input.dispatchKeyEvent", &event)?;
    }
    Ok(())
}

fn open_card(page: &Page, words: &str) -> Result<()> {
    open(page, words, "find")
}

fn open_last_card(page: &Page, words: &str) -> Result<()> {
    open(page, words, "findLast")
}

fn open(page: &Page, words: &str, which: &str) -> Result<()> {
    let script = format!(
        "[...document.querySelectorAll('{MARK}')].{which}(mark => mark.textContent.includes(arguments[0])).click();"
    );
    page.session.script(&script, &[json!(words)])?;
    page.eventually("the card opens", "document.querySelector('.card')")
}

/// Puts words into a field as a person does who selects all and types.
fn fill(page: &Page, selector: &str, words: &str) -> Result<()> {
    page.eventually(&format!("`{selector}` is there"), &format!("document.querySelector('{selector}')"))?;
    let script = "const field = document.querySelector(arguments[0]);
        field.focus();
        field.value = arguments[1];
        field.dispatchEvent(new Event('change', { bubbles: true }));
        field.blur();";
    page.session.script(script, &[json!(selector), json!(words)]).map(drop)
}

fn panel_has(words: &str) -> String {
    format!("document.querySelector('{PANEL}').innerText.includes({})", json!(words))
}

fn titles(json: &Value) -> Vec<String> {
    let blocks = json["blocks"].as_array().into_iter().flatten();
    let titles = blocks.filter(|block| block["role"] == "title" && block["kept"] == true);
    titles.filter_map(|title| title["text"].as_str().map(str::to_owned)).collect()
}

fn as_cp1251(text: &str) -> String {
    const HIGH: &str = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя";
    let letter = |byte: u8| match byte.checked_sub(128) {
        Some(at) => HIGH.chars().nth(at.into()).context("a table of 128").expect("bytes end at 255"),
        None => char::from(byte),
    };
    text.bytes().map(letter).collect()
}
